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

export interface PresenceReport {
  /** Events that it had not sent. */
  readonly unsent: number
  readonly unapplied: number
  readonly conflicts: number
  /** Durable sequence number of each log in its folder. Omits ended logs. */
  readonly acknowledged: Readonly<Record<string, number>>
}

export interface PresenceRecord {
  readonly log: string
  readonly copyName: string
  readonly user: string
  /** By the visitor's clock. */
  readonly sinceMs: number
  /** Null during the visit, or if it ended without a goodbye. */
  readonly leftMs: number | null
  /** The visitor's machine, or null if not stated. */
  readonly from: string | null
  readonly report: PresenceReport | null
}

export interface Visit {
  readonly sinceMs: number
  readonly leftMs: number | null
  readonly from: string | null
  readonly unsent: number
}

/**
 * Writes the presence record, signed if the copy has a key. A server accepts it only with the signature of
 * its log.
 */
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
  readonly bytes: Uint8Array
  readonly attestation: Attestation | null
}

/** Splits a presence record into content and signature. Returns null if malformed. */
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

// A failing disk reports itself at the next write. A record without a report acknowledges nothing.
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

/** Visitors of the own folder, latest first. Skips unreadable records. */
export const readPresence = (disk: Disk): readonly PresenceRecord[] =>
  disk
    .list(paths.visitorsFolder)
    .flatMap((logId) => recordIn(logId, disk.read(`${paths.visitorsFolder}/${logId}`)))
    .sort((a, b) => b.sinceMs - a.sinceMs)

/** Visitors of a visited folder. Skips records that cannot be read now. */
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
