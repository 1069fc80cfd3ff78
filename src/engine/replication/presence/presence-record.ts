import type { Attestation } from '../../authorship/index.ts'
import {
  type Disk,
  DiskTrouble,
  publicKeyBytes,
  type ShareAnswer,
  type ShareSession,
  signatureBytes,
} from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { jsonBytes, parseJson, paths, visitorPath } from '../../storage/folder/index.ts'

/** What a visitor said of itself: as of its card, and not carried any further. */
export interface PresenceReport {
  /** Events that it had and had not brought. */
  readonly unsent: number
  readonly unapplied: number
  readonly conflicts: number
  /** How far each line lies durably in its folder; lines that ended are left out. */
  readonly acknowledged: Readonly<Record<string, number>>
}

/** Who is or was connected here, as visitors noted it in this folder: this copy's own observation, never carried on. */
export interface PresenceRecord {
  readonly log: string
  readonly copyName: string
  readonly user: string
  /** By the visitor's clock. */
  readonly sinceMs: number
  /** Null while the visit lasts, and where it ended without a word. */
  readonly leftMs: number | null
  /** The machine that it came from; null where it did not say. */
  readonly from: string | null
  readonly report: PresenceReport | null
}

/** A visit as it goes on. */
export interface Visit {
  readonly sinceMs: number
  readonly leftMs: number | null
  readonly from: string | null
  readonly unsent: number
}

/** Leaves a card in the folder that is visited, signed where the copy has a key: a server takes it for this line from nobody else. */
export const writePresence = async (
  session: ShareSession,
  copy: SyncCopy,
  { unsent, ...visit }: Visit,
): Promise<ShareAnswer<null>> => {
  const { line: logId, copyName, user } = copy.identity
  const record = { copyName, user, ...visit, report: await reportOf(copy, unsent) }
  const attestation = copy.authorship?.attest(attestedBytes(record))
  return session.writeWhole(visitorPath(logId), jsonBytes({ ...record, ...attestation }))
}

export interface AttestedPresence {
  /** What its writer stands for. */
  readonly bytes: Uint8Array
  /** Null where nobody does. */
  readonly attestation: Attestation | null
}

/** What a card says, and whose word it is; null where it is no card. */
export const attestedPresence = (bytes: Uint8Array): AttestedPresence | null => {
  const json = parseJson(bytes)
  if (!json || !isPresenceRecord(json)) return null
  const { key, signature, ...record }: Record<string, unknown> = json
  if (key === undefined && signature === undefined) return { bytes: attestedBytes(record), attestation: null }
  if (!isHex(key, publicKeyBytes) || !isHex(signature, signatureBytes)) return null
  return { bytes: attestedBytes(record), attestation: { key, signature } }
}

const attestedBytes = (record: Readonly<Record<string, unknown>>): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(record))

const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value)

// A disk that refuses is said where somebody writes; whoever reads the card then sees that nothing was acknowledged.
const reportOf = async (copy: SyncCopy, unsent: number): Promise<PresenceReport | null> => {
  try {
    const { hierarchy, conflictCount } = copy.state
    const versions = [...(await copy.durableVersions())].filter(([logId]) => !hierarchy.hasEnded(logId))
    const acknowledged = Object.fromEntries(versions.map(([logId, { seq }]) => [logId, seq]))
    return { unsent, unapplied: copy.unapplied, conflicts: conflictCount, acknowledged }
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return null
    throw trouble
  }
}

/** The visitors of one's own folder, the latest first. A card that cannot be read is passed over. */
export const readPresence = (disk: Disk): readonly PresenceRecord[] =>
  disk
    .list(paths.visitorsFolder)
    .flatMap((logId) => recordIn(logId, disk.read(`${paths.visitorsFolder}/${logId}`)))
    .sort((a, b) => b.sinceMs - a.sinceMs)

/** Those of a folder that is visited. Who is not listed there, or whose card cannot be had now, has said nothing. */
export const readPresenceThere = async (session: ShareSession): Promise<readonly PresenceRecord[]> => {
  const listed = await session.list(paths.visitorsFolder)
  const presence: PresenceRecord[] = []
  for (const logId of listed.kind === 'ok' ? listed.value : []) {
    const record = await session.read(`${paths.visitorsFolder}/${logId}`)
    if (record.kind === 'ok') presence.push(...recordIn(logId, record.value))
  }
  return presence
}

const recordIn = (logId: string, bytes: Uint8Array | null): readonly PresenceRecord[] => {
  const record = parseJson(bytes)
  return record && isPresenceRecord(record) ? [recordOf(logId, record)] : []
}

const recordOf = (logId: string, record: Record<string, unknown> & PresenceRecord): PresenceRecord => ({
  log: logId,
  copyName: record.copyName,
  user: record.user,
  sinceMs: record.sinceMs,
  leftMs: record.leftMs,
  from: typeof record.from === 'string' ? record.from : null,
  report: isReport(record.report) ? record.report : null,
})

const isPresenceRecord = (json: Record<string, unknown>): json is Record<string, unknown> & PresenceRecord =>
  typeof json['copyName'] === 'string' &&
  typeof json['user'] === 'string' &&
  typeof json['sinceMs'] === 'number' &&
  (json['leftMs'] === null || typeof json['leftMs'] === 'number')

const isReport = (json: unknown): json is PresenceReport => {
  if (typeof json !== 'object' || json === null) return false
  const { unsent, unapplied, conflicts, acknowledged } = { ...json } as Record<string, unknown>
  return (
    [unsent, unapplied, conflicts].every(Number.isInteger) &&
    typeof acknowledged === 'object' &&
    acknowledged !== null &&
    Object.values(acknowledged).every(Number.isInteger)
  )
}
