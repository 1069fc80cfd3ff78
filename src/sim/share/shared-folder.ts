import type { Disk } from '../../engine/ports/index.ts'
import type { FileTimes } from './file-times.ts'
import type { HostSession, SessionTable } from './session-table.ts'
import type { WireOptions } from './wire-calls.ts'

export interface SharedFolder {
  readonly host: string
  readonly disk: Disk
  readonly times: FileTimes
  readonly table: SessionTable
  /** How the machine carries out requests; at once if omitted. */
  readonly serve?: (operation: () => void) => void
}

export interface ShareObserver {
  connected(copy: string, host: string): void
  refused(copy: string, host: string): void
  disconnected(copy: string, host: string, openedUs: number): void
}

export interface SimShareOptions extends WireOptions {
  readonly observer: ShareObserver
  readonly folderAt: (address: string) => SharedFolder | null
}

/** Round trips of each operation (docs/fidelity.md §1.5). */
export const trips = {
  refusal: 4,
  connect: 5,
  read: 3,
  list: 3,
  size: 1,
  write: 4,
  rename: 2,
  disconnect: 1,
} as const

/** The observer learns of it once. */
export const free = (
  { observer, copy }: SimShareOptions,
  folder: SharedFolder,
  session: HostSession,
): true => {
  if (folder.table.release(session.id)) observer.disconnected(copy, folder.host, session.openedUs)
  return true
}
