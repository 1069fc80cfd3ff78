import type { Disk } from '../../engine/ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../engine/replica/index.ts'
import type { LinkManager, Serving } from '../../engine/replication/link/index.ts'
import type { Copy } from '../../plan/topology.ts'

export interface NodeProcess {
  readonly disk: Disk
  readonly ports: CopyPorts
  readonly copy: SyncCopy
  /** Its link to its parent; null at the top of the hierarchy. */
  readonly linkManager: LinkManager | null
  /** Serves its visitors; null if it has none. */
  readonly serving: Serving | null
  /** Ends the process: its later events are ignored. */
  end(): void
}

export interface Node extends Mutable<NodeProcess> {
  readonly spec: Copy
  /** Whether its process runs: not without power, nor during work on its folder. */
  isRunning: boolean
  /** Number of its folder: a lost or restored disk begins another. */
  incarnation: number
  isOpened: boolean
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

export interface Folder {
  readonly spec: Copy
  disk: Disk
  ports: CopyPorts
}
