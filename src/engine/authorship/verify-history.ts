import type { RangePorts } from '../codec/index.ts'
import { decodeEvent, type Event } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import { endsIn, type HeadsEntry, type Histories, signedMessage } from '../log/index.ts'
import type { Disk, Signature } from '../ports/index.ts'
import { type KeyClaim, keyClaim } from './line-key.ts'
import { type HistoryTrouble, readHistory } from './read-history.ts'

/** What is proved of one history: of a line, or of one of those that a line was split into. */
export interface LineProof {
  readonly line: LineId
  /** As its registration says; null where nothing does. */
  readonly copyName: string | null
  readonly user: string | null
  /** Whether the line's name commits to a key, which its first event gives. */
  readonly hasKey: boolean
  /** Events that lead from the first one to here, each hash covering the one before. */
  readonly chainedSeq: number
  /** How far of that its writer signed. */
  readonly signedSeq: number
}

export interface HistoryProof {
  readonly lines: readonly LineProof[]
  /** Empty where the whole history holds. */
  readonly troubles: readonly HistoryTrouble[]
}

export interface VerifyPorts extends RangePorts {
  readonly disk: Disk
  readonly signature: Signature
}

/**
 * Proves the whole history of a folder from its bytes alone: every line's chain from its first event, every signature,
 * and for every registration that the line's name commits to the key it gives. Throws DiskTrouble.
 */
export const verifyHistory = (ports: VerifyPorts, fileId: string): HistoryProof => {
  const { heads, lines, troubles } = readHistory(ports.disk, ports)
  const facts: Facts = { ...ports, fileId, lines }
  const ofHeads = [...heads.values()].flatMap(endsIn).map((end) => ({ end, details: troublesOf(end, facts) }))
  const roots = lines.all().filter(({ log }) => log.seq > 0)
  const strange = roots.filter(({ parent }) => !parent).flatMap(({ id }) => strangeKey(id, facts))
  const holding = ofHeads.filter(({ details }) => details.length === 0).map(({ end }) => end)
  return {
    lines: roots.filter(({ children }) => children.length === 0).map(({ id }) => proofOf(id, holding, facts)),
    troubles: [
      ...troubles,
      ...strange,
      ...ofHeads.flatMap(({ end, details }) => details.map((detail) => troubleIn(end.line, detail))),
    ],
  }
}

type Facts = VerifyPorts & { readonly fileId: string; readonly lines: Histories }

const troubleIn = (line: LineId, detail: string): HistoryTrouble => ({ path: `line ${line}`, detail })

const proofOf = (id: LineId, ends: readonly HeadsEntry[], facts: Facts): LineProof => {
  const { lines } = facts
  const log = lines.log(id)
  const root = lines.rootOf(id)
  const first = firstEvent(id, facts)
  const registration = first?.ops.find((op) => op.kind === 'register-copy')
  const { copyName = null, user = null } = registration?.kind === 'register-copy' ? registration : {}
  const signedSeqs = ends
    .filter(({ line }) => line === root)
    .flatMap(({ signed }) => (signed && log && isIn(log, signed) ? [signed.seq] : []))
  return {
    line: id,
    copyName,
    user,
    hasKey: claimOf(id, facts).kind === 'key',
    chainedSeq: log?.seq ?? 0,
    signedSeq: Math.max(0, ...signedSeqs),
  }
}

const isIn = (
  log: { readonly seq: number; hashAt(seq: number): string },
  { seq, hash }: { readonly seq: number; readonly hash: string },
): boolean => seq <= log.seq && log.hashAt(seq) === hash

const firstEvent = (id: LineId, { lines }: Facts): Event | null => {
  const log = lines.log(id)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(1)) : null
}

const claimOf = (id: LineId, facts: Facts): KeyClaim => {
  const first = firstEvent(id, facts)
  return first ? keyClaim(facts.lines.rootOf(id), first, facts.digest) : { kind: 'none' }
}

const strangeKey = (line: LineId, facts: Facts): readonly HistoryTrouble[] => {
  const claim = claimOf(line, facts)
  return claim.kind === 'strange'
    ? [troubleIn(line, `it claims the key ${claim.key}, which belongs to another line`)]
    : []
}

/** What is wrong with a head. What lies in the journal alone is not among them yet. */
const troublesOf = (end: HeadsEntry, facts: Facts): readonly string[] => {
  const missing = missingTrouble(end, facts.lines)
  const unsigned = signatureTrouble(end, facts)
  return [missing, missing && unsigned === notTheSigned(end) ? null : unsigned].filter(
    (detail) => detail !== null,
  )
}

const missingTrouble = ({ line, seq, hash }: HeadsEntry, lines: Histories): string | null => {
  if (lines.historyWith(line, seq, hash)) return null
  const here = Math.min(seq, lines.receivedSeq(line))
  return here < seq
    ? `the heads name ${seq} events, and ${here} of them are here`
    : `the heads name another event ${seq}`
}

const signatureTrouble = (end: HeadsEntry, facts: Facts): string | null => {
  const { line, signed } = end
  const claim = claimOf(line, facts)
  if (!signed || facts.lines.receivedSeq(line) === 0) return null
  if (claim.kind !== 'key') return 'it is signed, and names no key of its own'
  const message = signedMessage(facts.fileId, line, signed)
  const [key, signature] = [claim.key, signed.signature].map((hex) => Uint8Array.fromHex(hex))
  if (!key || !signature || !facts.signature.verify(key, message, signature))
    return `the signature up to event ${signed.seq} does not hold`
  return facts.lines.historyWith(line, signed.seq, signed.hash) ? null : notTheSigned(end)
}

const notTheSigned = ({ signed, seq }: HeadsEntry): string =>
  `event ${signed?.seq ?? seq} is not the one that was signed`
