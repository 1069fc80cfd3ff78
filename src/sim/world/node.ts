import type { Disk } from '../../engine/ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../engine/replica/index.ts'
import type { LinkManager, Serving } from '../../engine/replication/link/index.ts'
import type { Copy } from '../../plan/topology.ts'

/** A copy that is open, and what runs over it. */
export interface NodeProcess {
  readonly disk: Disk
  readonly ports: CopyPorts
  readonly copy: SyncCopy
  /** Its link to the copy it was made from; null at the top of the hierarchy. */
  readonly linkManager: LinkManager | null
  /** Its dealings with visitors; null where nobody visits. */
  readonly serving: Serving | null
  /** Nothing that it tells from now on counts: there is no such program any more. */
  end(): void
}

/** One copy in the world: its folder, and the program over it, which is another one after a restart. */
export interface Node extends Mutable<NodeProcess> {
  readonly spec: Copy
  /** Whether its program runs: not without power, and not while somebody sees to its folder. */
  isRunning: boolean
  /** Counts its folders: another one begins where the disk was lost, or put back to what it was. */
  incarnation: number
  /** Whether whoever works here has opened the copy. */
  isOpened: boolean
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** A folder that nobody's program runs over: a parent file on a share. */
export interface Folder {
  readonly spec: Copy
  /** Other ones after its machine was without power. */
  disk: Disk
  ports: CopyPorts
}
