import { readIdentity, type FolderKind } from '../folder/identity.ts'
import { Journal } from '../folder/journal.ts'
import { recoverFolder } from '../folder/recovery.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { DiskRefusal } from './outcomes.ts'
import { SyncCopy } from './sync-copy.ts'

export type OpenOutcome =
  | { readonly kind: 'opened'; readonly copy: SyncCopy }
  | Exclude<FolderKind, { kind: 'copy' }>
  | DiskRefusal

/** Opens the copy that lies on the disk, with everything that was ever acknowledged in it. */
export const openCopy = (ports: CopyPorts): OpenOutcome => {
  try {
    const found = readIdentity(ports.disk)
    if (found.kind !== 'copy') return found
    const recovered = recoverFolder(ports.disk, ports.digest)
    if (recovered.kind === 'corrupt') return recovered
    const journal = new Journal(ports.disk, ports.digest, recovered.nextSegment)
    const copy = new SyncCopy(found.format, found.identity, ports, journal)
    copy.recover(recovered.ranges)
    return { kind: 'opened', copy }
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}
