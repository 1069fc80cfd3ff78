import { CodecError } from '../binary/index.ts'
import { endsIn, type VersionVector } from '../log/index.ts'
import { type DiskRefusal, orDiskRefusal, orDiskTrouble } from '../ports/index.ts'
import { type FolderKind, logFolder, paths, readIdentity } from '../storage/folder/index.ts'
import { type Corrupt, WriteAheadLog, type Recovered, recoverFolder } from '../storage/journal/index.ts'
import { assembleCopy, type FoundCopy } from './assemble-copy.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type ResumedCopy, resumeCopy } from './open-from-snapshot.ts'
import { SyncCopy } from './sync-copy.ts'

export type OpenOutcome =
  | { readonly kind: 'opened'; readonly copy: SyncCopy }
  | Exclude<FolderKind, { kind: 'copy' }>
  | DiskRefusal

export const openCopy = (ports: CopyPorts): OpenOutcome =>
  orDiskRefusal(() => {
    const found = readIdentity(ports.disk)
    return found.kind === 'copy' ? openAs(found, ports) : found
  })

/** Opens the disk as this copy, even if the format file is not written yet. Throws DiskTrouble. */
export const openAs = (found: FoundCopy, ports: CopyPorts): OpenOutcome => {
  const resumed = resumeCopy(found, ports)
  return (resumed && openResumed(resumed)) ?? openWhole(found, ports)
}

// Returns null if later files contradict the snapshot.
const openResumed = ({ copy, later }: ResumedCopy): OpenOutcome | null => {
  const isSound = orDiskTrouble(() => {
    if (ingestRecovered(copy, later)) return false
    copy.checkLog()
    return true
  })
  if (isSound === true) return { kind: 'opened', copy }
  copy.close()
  return null
}

const openWhole = (found: FoundCopy, ports: CopyPorts): OpenOutcome => {
  const recovered = recoverFolder(ports.disk, ports)
  if (recovered.kind !== 'recovered') return recovered
  const wal = new WriteAheadLog(ports.disk, ports.digest, recovered.segment)
  const copy = new SyncCopy(assembleCopy(found, ports, wal))
  const corrupt = ingestRecovered(copy, recovered)
  if (!corrupt) {
    copy.checkLog()
    return { kind: 'opened', copy }
  }
  copy.close()
  return corrupt
}

// Refuses a folder that lost events. It would reuse their numbers, and others have the originals.
const ingestRecovered = (copy: SyncCopy, { published, wal, versions }: Recovered): Corrupt | null => {
  try {
    copy.recover(published)
    const stray = copy.recover(wal)[0]
    return stray
      ? lacking(paths.walFolder, `event ${stray.first} of log ${stray.log} continues nothing that is here`)
      : (lostBehind(versions, copy) ?? unknownLog(copy) ?? signedOtherwise(versions, copy))
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    return lacking(paths.rangesFolder, `an event cannot be read: ${trouble.message}`)
  }
}

const lostBehind = (versions: VersionVector, copy: SyncCopy): Corrupt | null => {
  for (const { log: logId, seq, hash } of [...versions.values()].flatMap(endsIn)) {
    if (copy.logs.holds(logId, seq, hash)) continue
    const here = copy.logs.receivedSeq(logId)
    return lacking(logFolder(logId), lostText(Math.min(here + 1, seq), seq))
  }
  return null
}

const lostText = (first: number, last: number): string =>
  first === last ? `event ${first} is not here any more` : `events ${first} to ${last} are not here any more`

// A folder names a log that continues another one before that log has events.
const unknownLog = (copy: SyncCopy): Corrupt | null =>
  !copy.identity.continues &&
  copy.state.registrations().length > 0 &&
  copy.logs.receivedSeq(copy.identity.line) === 0
    ? lacking(paths.copy, `it names log ${copy.identity.line}, and nothing of that log is here`)
    : null

// A signed head vouches for its own events alone.
const signedOtherwise = (versions: VersionVector, copy: SyncCopy): Corrupt | null => {
  copy.authorship?.adopt(versions)
  const end = [...versions.values()].flatMap(endsIn).find((each) => copy.authorship?.isContradicted(each))
  return end?.signed
    ? lacking(logFolder(end.log), `event ${end.signed.seq} is not the one that its writer signed`)
    : null
}

const lacking = (path: string, detail: string): Corrupt => ({ kind: 'corrupt', path, detail })
