import type { CopyPorts, Disk, Keeper, Serving, SyncCopy } from '../engine/index.ts'
import type { Copy } from '../plan/topology.ts'

/** One copy in the world: its folder, and the program that runs over it where somebody works. */
export interface Station {
  readonly spec: Copy
  readonly disk: Disk
  readonly ports: CopyPorts
  readonly copy: SyncCopy
  /** Its link to the copy it was made from; null at the top of the hierarchy. */
  readonly keeper: Keeper | null
  /** Its dealings with visitors; null where nobody visits. */
  readonly serving: Serving | null
}

/** A folder that nobody's program runs over: a parent file on a share. */
export interface Folder {
  readonly spec: Copy
  readonly disk: Disk
  readonly ports: CopyPorts
}
