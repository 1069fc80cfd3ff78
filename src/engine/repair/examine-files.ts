import { CodecError, NewerKindError } from '../binary/index.ts'
import { decodeColdVersions } from '../log/index.ts'
import type { Registration } from '../merge/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import {
  type FolderKind,
  versionsOnDisk,
  instancePath,
  parseJson,
  paths,
  readFormat,
  readOwner,
  coldVersionsPath,
} from '../storage/folder/index.ts'
import { damaged, type Finding, missing } from './finding.ts'
import type { KnownLogs } from './known-logs.ts'

export const examineIdentity = (
  disk: Disk,
  known: KnownLogs,
  registrations: readonly Registration[],
): readonly Finding[] => {
  const format = readFormat(disk.read(paths.format))
  const findings = format.kind === 'format' ? [] : [asFinding(format)]
  const identity = readOwner(disk)
  if (!identity) return [...findings, damaged(paths.copy, 'it does not say whose copy this is')]
  const { line: logId, copyName, user, continues } = identity
  // An empty folder gives nothing to compare.
  if (registrations.length === 0) return findings
  // A folder names a log that continues another one before that log has events.
  if (continues && known.histories.receivedSeq(logId) === 0) return findings
  const registration = registrations.find((each) => each.log === logId)
  if (known.histories.receivedSeq(logId) === 0 || !registration)
    return [...findings, damaged(paths.copy, `it names log ${logId}, but the folder holds no event of it`)]
  const isAsRegistered = registration.copyName === copyName && registration.user === user
  const detail = `log ${logId} was registered as ${registration.copyName} of ${registration.user}`
  return isAsRegistered ? findings : [...findings, damaged(paths.copy, detail)]
}

const asFinding = (found: Exclude<FolderKind, { kind: 'copy' }>): Finding => {
  if (found.kind === 'corrupt') return damaged(found.path, found.detail)
  return found.kind === 'newer'
    ? { path: paths.format, kind: 'newer', detail: found.detail }
    : missing(paths.format, 'it does not say which client file this is')
}

/** Checks files that the copy can lose without harm: settings, cards, and notes on the working folder. */
export const examineNotes = (disk: Disk, digest: Digest): readonly Finding[] => {
  const presenceRecords = disk.list(paths.visitorsFolder).map((logId) => `${paths.visitorsFolder}/${logId}`)
  const spoilt = [
    paths.serving,
    paths.linkSettings,
    paths.learnedLimit,
    paths.retention,
    paths.othersLeases,
    paths.readOnly,
    ...presenceRecords,
  ].flatMap((path) => {
    const bytes = disk.read(path)
    return bytes && !parseJson(bytes) ? [damaged(path, 'it cannot be read')] : []
  })
  return [
    ...spoilt,
    ...examineInstances(disk, digest),
    ...examineColdVersions(disk, digest),
    ...examineWorking(disk),
  ]
}

// Lists accepted but unannounced events of servers. Losing such a list is harmless, since the events are in ranges.
const examineInstances = (disk: Disk, digest: Digest): readonly Finding[] =>
  disk
    .list(paths.instancesFolder)
    .flatMap((name) => unlessRead(disk, instancePath(name), (bytes) => versionsOnDisk(bytes, disk, digest)))

// The version vector's own cold parts are checked with it. Others await removal.
const examineColdVersions = (disk: Disk, digest: Digest): readonly Finding[] =>
  disk
    .list(paths.coldVersionsFolder)
    .flatMap((name) =>
      unlessRead(disk, coldVersionsPath(name), (bytes) => decodeColdVersions(bytes, name, digest)),
    )

const unlessRead = (disk: Disk, path: string, read: (bytes: Uint8Array) => unknown): readonly Finding[] => {
  try {
    read(disk.read(path) ?? new Uint8Array(0))
    return []
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    const kind = trouble instanceof NewerKindError ? 'newer' : 'damaged'
    return [{ path, kind, detail: trouble.message }]
  }
}

// A torn last line was never finished. Any other bad line is damage.
const examineWorking = (disk: Disk): readonly Finding[] => {
  const text = new TextDecoder().decode(disk.read(paths.working) ?? new Uint8Array(0))
  const lines = text.split('\n')
  const bad = lines.findIndex((line, index) => line !== '' && index < lines.length - 1 && !isNote(line))
  const next = lines[bad + 1]
  // After a crash the next note starts with an empty line, so the line before it is torn.
  return bad === -1 || next === '' ? [] : [damaged(paths.working, `line ${bad + 1} cannot be read`)]
}

const isNote = (line: string): boolean => {
  try {
    return Array.isArray(JSON.parse(line))
  } catch {
    return false
  }
}
