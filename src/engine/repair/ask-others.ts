import type { Range } from '../codec/index.ts'
import { endsIn, type Heads, type HeadsEntry, type LineLog } from '../log/index.ts'
import type { ShareSession } from '../ports/index.ts'
import { ExchangeInterrupted, type OtherCopy, readOtherCopy } from '../replication/exchange/index.ts'
import { paths, readFormat, readOwner } from '../storage/folder/index.ts'
import type { FolderPorts } from './examine-copy.ts'
import type { ExaminedLines } from './examine-lines.ts'
import { fetchLost, isSameHistory, type Offer, readOffer } from './fetch-lost.ts'
import type { KnownLines, Piece } from './known-lines.ts'

/** Another copy that may have what is lost here. */
export interface RepairSource {
  /** As its user calls it. */
  readonly name: string
  readonly session: ShareSession
}

export interface Asked {
  /** What could not be taken, from whom and why. */
  readonly troubles: readonly string[]
  /** Files' pieces that contradict the lines as they are now. */
  readonly contrary: readonly Piece[]
  /** The sessions that answered and hold the same client file. */
  readonly reached: readonly ShareSession[]
  /** What the first of them says of itself. */
  readonly other: OtherCopy | null
}

/**
 * Fills the gaps in the lines from the other copies, one after the other. Where a line did not end here as the heads name
 * it, a file may have been changed and its checksum with it: what then leads to no end that any heads name is put aside.
 * A history that no heads name is nothing unusual in a line that is whole, and is left alone there.
 */
export const askOthers = async (
  ports: FolderPorts,
  lines: ExaminedLines,
  sources: readonly RepairSource[],
): Promise<Asked> => {
  const own = lines.heads?.heads ?? new Map()
  const unlike = new Set(
    endsOf([own])
      .filter(isNotHere(lines.known))
      .map(({ line }) => line),
  )
  const { offered, ...asked } = await askAll(ports, lines.known, sources)
  const named = endsOf([own, ...offered]).flatMap(({ line, seq, hash }) => {
    const log = unlike.has(line) ? lines.known.histories.historyWith(line, seq, hash) : null
    return log ? [log] : []
  })
  const isAside = ({ range }: Piece): boolean => {
    const logs = named.filter(({ line }) => line === range.line)
    return logs.length > 0 && logs.every((log) => contradicts(range, log, lines.known))
  }
  const contrary = lines.pieces.filter(isAside)
  if (contrary.length > 0) lines.known.drop(new Set(contrary))
  return { ...asked, contrary }
}

const endsOf = (all: readonly Heads[]): readonly HeadsEntry[] =>
  all.flatMap((heads) => [...heads.values()].flatMap(endsIn))

const isNotHere =
  ({ histories }: KnownLines) =>
  ({ line, seq, hash }: HeadsEntry): boolean =>
    histories.historyWith(line, seq, hash) === null

/** Pure: a range that meets a history and does not say the same, as far as that goes. Behind a gap it may be right. */
const contradicts = (range: Range, log: LineLog, known: KnownLines): boolean => {
  if (range.first > log.seq + 1) return false
  const last = range.first + range.events.length - 1
  if (last <= log.seq) return log.hashAt(last) !== known.lastHash(range)
  return log.agreedSeq(range) !== log.seq
}

const askAll = async (
  ports: FolderPorts,
  known: KnownLines,
  sources: readonly RepairSource[],
): Promise<Omit<Asked, 'contrary'> & { readonly offered: readonly Heads[] }> => {
  const reached: ShareSession[] = []
  const troubles: string[] = []
  const offered: Heads[] = []
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
  readonly offered: readonly Heads[]
}

const nothingFrom = (trouble: string): AskedOne => ({ other: null, troubles: [trouble], offered: [] })

const askOne = async (ports: FolderPorts, known: KnownLines, session: ShareSession): Promise<AskedOne> => {
  try {
    const other = await readOtherCopy(session)
    if (other.kind === 'interrupted') throw new ExchangeInterrupted(other.trouble)
    if (other.kind !== 'other-copy') return nothingFrom(other.detail)
    const offer = await readOffer(session, ports.digest)
    const refusal = refusalOf(ports, known, other, offer)
    if (refusal !== null) return nothingFrom(refusal)
    return { other, offered: [offer.heads], troubles: await fetchLost(offer, ports, known) }
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return nothingFrom(trouble.message)
    throw trouble
  }
}

/** Why nothing is taken from another folder; null where it is another copy of the same client file. */
const refusalOf = (
  { disk }: FolderPorts,
  known: KnownLines,
  other: OtherCopy,
  offer: Offer,
): string | null => {
  if (other.line !== null && other.line === readOwner(disk)?.line) return 'it is this very copy'
  const own = readFormat(disk.read(paths.format))
  const isSame =
    own.kind === 'format' ? own.format.fileId === other.format.fileId : isSameHistory(offer, known)
  return isSame ? null : `it is a copy of another client file, ${other.format.fileName}`
}
