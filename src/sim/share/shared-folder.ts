import type { Disk } from '../../engine/ports/index.ts'
import type { FileTimes } from './file-times.ts'
import type { HostSession, SessionTable } from './session-table.ts'
import type { WireOptions } from './wire-calls.ts'

/** A shared folder of a machine in the world. */
export interface SharedFolder {
  readonly host: string
  readonly disk: Disk
  readonly times: FileTimes
  readonly table: SessionTable
  /** How its machine carries out requests; left out, at once. */
  readonly serve?: (operation: () => void) => void
}

/** What the world is told of sessions: for its measures, and for S5. */
export interface ShareObserver {
  connected(copy: string, host: string): void
  refused(copy: string, host: string): void
  disconnected(copy: string, host: string, openedUs: number): void
}

export interface SimShareOptions extends WireOptions {
  readonly observer: ShareObserver
  /** Finds a shared folder by its address. */
  readonly folderAt: (address: string) => SharedFolder | null
}

/** Round trips of a request (docs/fidelity.md §1.5): connect and negotiate and log on and tree; open, act, close; and so on. */
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

/** Gives the slot of a session back; the observer hears of it once. */
export const free = (
  { observer, copy }: SimShareOptions,
  folder: SharedFolder,
  session: HostSession,
): true => {
  if (folder.table.release(session.id)) observer.disconnected(copy, folder.host, session.openedUs)
  return true
}
