import type { Voucher } from '../../authorship/index.ts'
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
export interface VisitorReport {
  /** Events that it had and had not brought. */
  readonly unsent: number
  readonly unapplied: number
  readonly conflicts: number
  /** How far each line lies durably in its folder; lines that ended are left out. */
  readonly acknowledged: Readonly<Record<string, number>>
}

/** Who is or was connected here, as visitors noted it in this folder: this copy's own observation, never carried on. */
export interface Visitor {
  readonly line: string
  readonly copyName: string
  readonly user: string
  /** By the visitor's clock. */
  readonly sinceMs: number
  /** Null while the visit lasts, and where it ended without a word. */
  readonly leftMs: number | null
  /** The machine that it came from; null where it did not say. */
  readonly from: string | null
  readonly report: VisitorReport | null
}

/** A visit as it goes on. */
export interface Visit {
  readonly sinceMs: number
  readonly leftMs: number | null
  readonly from: string | null
  readonly unsent: number
}

/** Leaves a card in the folder that is visited, signed where the copy has a key: a server takes it for this line from nobody else. */
export const noteVisit = async (
  session: ShareSession,
  copy: SyncCopy,
  { unsent, ...visit }: Visit,
): Promise<ShareAnswer<null>> => {
  const { line, copyName, user } = copy.identity
  const card = { copyName, user, ...visit, report: await reportOf(copy, unsent) }
  const voucher = copy.authorship?.vouch(vouchedBytes(card))
  return session.writeWhole(visitorPath(line), jsonBytes({ ...card, ...voucher }))
}

export interface CardWord {
  /** What its writer stands for. */
  readonly bytes: Uint8Array
  /** Null where nobody does. */
  readonly voucher: Voucher | null
}

/** What a card says, and whose word it is; null where it is no card. */
export const cardWord = (bytes: Uint8Array): CardWord | null => {
  const json = parseJson(bytes)
  if (!json || !isVisitor(json)) return null
  const { key, signature, ...card }: Record<string, unknown> = json
  if (key === undefined && signature === undefined) return { bytes: vouchedBytes(card), voucher: null }
  if (!isHex(key, publicKeyBytes) || !isHex(signature, signatureBytes)) return null
  return { bytes: vouchedBytes(card), voucher: { key, signature } }
}

const vouchedBytes = (card: Readonly<Record<string, unknown>>): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(card))

const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value)

// A disk that refuses is said where somebody writes; whoever reads the card then sees that nothing was acknowledged.
const reportOf = async (copy: SyncCopy, unsent: number): Promise<VisitorReport | null> => {
  try {
    const { hierarchy, conflictCount } = copy.state
    const heads = [...(await copy.durableHeads())].filter(([line]) => !hierarchy.hasEnded(line))
    const acknowledged = Object.fromEntries(heads.map(([line, { seq }]) => [line, seq]))
    return { unsent, unapplied: copy.unapplied, conflicts: conflictCount, acknowledged }
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return null
    throw trouble
  }
}

/** The visitors of one's own folder, the latest first. A card that cannot be read is passed over. */
export const readVisitors = (disk: Disk): readonly Visitor[] =>
  disk
    .list(paths.visitorsFolder)
    .flatMap((line) => visitorIn(line, disk.read(`${paths.visitorsFolder}/${line}`)))
    .sort((a, b) => b.sinceMs - a.sinceMs)

/** Those of a folder that is visited. Who is not listed there, or whose card cannot be had now, has said nothing. */
export const readVisitorsThere = async (session: ShareSession): Promise<readonly Visitor[]> => {
  const listed = await session.list(paths.visitorsFolder)
  const visitors: Visitor[] = []
  for (const line of listed.kind === 'ok' ? listed.value : []) {
    const card = await session.read(`${paths.visitorsFolder}/${line}`)
    if (card.kind === 'ok') visitors.push(...visitorIn(line, card.value))
  }
  return visitors
}

const visitorIn = (line: string, bytes: Uint8Array | null): readonly Visitor[] => {
  const visitor = parseJson(bytes)
  return visitor && isVisitor(visitor) ? [visitorOf(line, visitor)] : []
}

const visitorOf = (line: string, card: Record<string, unknown> & Visitor): Visitor => ({
  line,
  copyName: card.copyName,
  user: card.user,
  sinceMs: card.sinceMs,
  leftMs: card.leftMs,
  from: typeof card.from === 'string' ? card.from : null,
  report: isReport(card.report) ? card.report : null,
})

const isVisitor = (json: Record<string, unknown>): json is Record<string, unknown> & Visitor =>
  typeof json['copyName'] === 'string' &&
  typeof json['user'] === 'string' &&
  typeof json['sinceMs'] === 'number' &&
  (json['leftMs'] === null || typeof json['leftMs'] === 'number')

const isReport = (json: unknown): json is VisitorReport => {
  if (typeof json !== 'object' || json === null) return false
  const { unsent, unapplied, conflicts, acknowledged } = { ...json } as Record<string, unknown>
  return (
    [unsent, unapplied, conflicts].every(Number.isInteger) &&
    typeof acknowledged === 'object' &&
    acknowledged !== null &&
    Object.values(acknowledged).every(Number.isInteger)
  )
}
