import type { Range } from '../codec/index.ts'
import { endsIn, type VersionVector, type VersionEntry, type EventLog } from '../log/index.ts'
import type { ShareSession } from '../ports/index.ts'
import { ExchangeInterrupted, type OtherCopy, readOtherCopy } from '../replication/exchange/index.ts'
import { paths, readFormat, readOwner } from '../storage/folder/index.ts'
import type { FolderPorts } from './examine-copy.ts'
import type { ExaminedLogs } from './examine-logs.ts'
import { fetchLost, isSameHistory, type Offer, readOffer } from './fetch-lost.ts'
import type { KnownLogs, Piece } from './known-logs.ts'

export interface RepairSource {
  readonly name: string
  readonly session: ShareSession
}

export interface Asked {
  /** Failed reads, with their sources and reasons. */
  readonly troubles: readonly string[]
  /** Pieces of files that contradict the repaired logs. */
  readonly contrary: readonly Piece[]
  /** Sessions that answered and hold the same client file. */
  readonly reached: readonly ShareSession[]
  /** The format and identity of the first one reached. */
  readonly other: OtherCopy | null
}

/**
 * Fills gaps in the logs from other copies, one after the other. If a log lacks the end that its version
 * vector names, a file may be forged together with its checksum. Then pieces that lead to no named end are
 * set aside.
 */
export const askOthers = async (
  ports: FolderPorts,
  examined: ExaminedLogs,
  sources: readonly RepairSource[],
): Promise<Asked> => {
  const own = examined.versions?.versions ?? new Map()
  const unlike = new Set(
    endsOf([own])
      .filter(isNotHere(examined.known))
      .map(({ log: logId }) => logId),
  )
  const { offered, ...asked } = await askAll(ports, examined.known, sources)
  const named = endsOf([own, ...offered]).flatMap(({ log: logId, seq, hash }) => {
    const log = unlike.has(logId) ? examined.known.histories.historyWith(logId, seq, hash) : null
    return log ? [log] : []
  })
  const isAside = ({ range }: Piece): boolean => {
    const logs = named.filter(({ id: logId }) => logId === range.log)
    return logs.length > 0 && logs.every((log) => contradicts(range, log, examined.known))
  }
  const contrary = examined.pieces.filter(isAside)
  if (contrary.length > 0) examined.known.drop(new Set(contrary))
  return { ...asked, contrary }
}

const endsOf = (all: readonly VersionVector[]): readonly VersionEntry[] =>
  all.flatMap((versions) => [...versions.values()].flatMap(endsIn))

const isNotHere =
  ({ histories }: KnownLogs) =>
  ({ log: logId, seq, hash }: VersionEntry): boolean =>
    histories.historyWith(logId, seq, hash) === null

/** Pure: whether a range meets a history and differs from it. A range behind a gap may be right. */
const contradicts = (range: Range, log: EventLog, known: KnownLogs): boolean => {
  if (range.first > log.seq + 1) return false
  const last = range.first + range.events.length - 1
  if (last <= log.seq) return log.hashAt(last) !== known.lastHash(range)
  return log.agreedSeq(range) !== log.seq
}

const askAll = async (
  ports: FolderPorts,
  known: KnownLogs,
  sources: readonly RepairSource[],
): Promise<Omit<Asked, 'contrary'> & { readonly offered: readonly VersionVector[] }> => {
  const reached: ShareSession[] = []
  const troubles: string[] = []
  const offered: VersionVector[] = []
  let other: OtherCopy | null = null
  for (const { name, session } of sources) {
    const asked = await askOne(ports, known, session)
    troubles.push(...asked.troubles.map((trouble) => `${name}: ${trouble}`))
    if (asked.other) reached.push(session)
    offered.push(...asked.offered)
    other ??= asked.other
  }
  return { reached, other, troubles, offered }
}

interface AskedOne {
  readonly other: OtherCopy | null
  readonly troubles: readonly string[]
  readonly offered: readonly VersionVector[]
}

const nothingFrom = (trouble: string): AskedOne => ({ other: null, troubles: [trouble], offered: [] })

const askOne = async (ports: FolderPorts, known: KnownLogs, session: ShareSession): Promise<AskedOne> => {
  try {
    const other = await readOtherCopy(session)
    if (other.kind === 'interrupted') throw new ExchangeInterrupted(other.trouble)
    if (other.kind !== 'other-copy') return nothingFrom(other.detail)
    const offer = await readOffer(session, ports.digest)
    const refusal = refusalOf(ports, known, other, offer)
    if (refusal !== null) return nothingFrom(refusal)
    return { other, offered: [offer.versions], troubles: await fetchLost(offer, ports, known) }
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return nothingFrom(trouble.message)
    throw trouble
  }
}

/** Returns why nothing may be read from another folder, or null if it holds the same client file. */
const refusalOf = (
  { disk }: FolderPorts,
  known: KnownLogs,
  other: OtherCopy,
  offer: Offer,
): string | null => {
  if (other.log !== null && other.log === readOwner(disk)?.line) return 'it is this very copy'
  const own = readFormat(disk.read(paths.format))
  const isSame =
    own.kind === 'format' ? own.format.fileId === other.format.fileId : isSameHistory(offer, known)
  return isSame ? null : `it is a copy of another client file, ${other.format.fileName}`
}
