import type { RangePorts } from '../codec/index.ts'
import { decodeEvent, type Event } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { endsIn, type VersionEntry, type Histories, signedMessage } from '../log/index.ts'
import type { Disk, Signature } from '../ports/index.ts'
import { type KeyClaim, keyClaim } from './log-key.ts'
import { type HistoryTrouble, readHistory } from './read-history.ts'

export interface LogProof {
  readonly line: LogId
  /** From the registration. Null if there is none. */
  readonly copyName: string | null
  readonly user: string | null
  /** Whether the log's id commits to the key in its first event. */
  readonly hasKey: boolean
  /** How far an unbroken chain of hashes leads from the first event. */
  readonly chainedSeq: number
  readonly signedSeq: number
}

export interface HistoryProof {
  readonly lines: readonly LogProof[]
  readonly troubles: readonly HistoryTrouble[]
}

export interface VerifyPorts extends RangePorts {
  readonly disk: Disk
  readonly signature: Signature
}

/**
 * Verifies a folder's history from its bytes alone: every hash chain, every signature, and every log id against its
 * key. Throws DiskTrouble.
 */
export const verifyHistory = (ports: VerifyPorts, fileId: string): HistoryProof => {
  const { versions, logs, troubles } = readHistory(ports.disk, ports)
  const facts: Facts = { ...ports, fileId, logs }
  const ofEntries = [...versions.values()]
    .flatMap(endsIn)
    .map((end) => ({ end, details: troublesOf(end, facts) }))
  const roots = logs.all().filter(({ log }) => log.seq > 0)
  const strange = roots.filter(({ parent }) => !parent).flatMap(({ id }) => strangeKey(id, facts))
  const holding = ofEntries.filter(({ details }) => details.length === 0).map(({ end }) => end)
  return {
    lines: roots.filter(({ children }) => children.length === 0).map(({ id }) => proofOf(id, holding, facts)),
    troubles: [
      ...troubles,
      ...strange,
      ...ofEntries.flatMap(({ end, details }) => details.map((detail) => troubleIn(end.log, detail))),
    ],
  }
}

type Facts = VerifyPorts & { readonly fileId: string; readonly logs: Histories }

const troubleIn = (logId: LogId, detail: string): HistoryTrouble => ({ path: `log ${logId}`, detail })

const proofOf = (id: LogId, ends: readonly VersionEntry[], facts: Facts): LogProof => {
  const { logs } = facts
  const log = logs.log(id)
  const root = logs.rootOf(id)
  const first = firstEvent(id, facts)
  const registration = first?.ops.find((op) => op.kind === 'register-copy')
  const { copyName = null, user = null } = registration?.kind === 'register-copy' ? registration : {}
  const signedSeqs = ends
    .filter(({ log: logId }) => logId === root)
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

const firstEvent = (id: LogId, { logs }: Facts): Event | null => {
  const log = logs.log(id)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(1)) : null
}

const claimOf = (id: LogId, facts: Facts): KeyClaim => {
  const first = firstEvent(id, facts)
  return first ? keyClaim(facts.logs.rootOf(id), first, facts.digest) : { kind: 'none' }
}

const strangeKey = (logId: LogId, facts: Facts): readonly HistoryTrouble[] => {
  const claim = claimOf(logId, facts)
  return claim.kind === 'strange'
    ? [troubleIn(logId, `it claims the key ${claim.key}, which belongs to another log`)]
    : []
}

const troublesOf = (end: VersionEntry, facts: Facts): readonly string[] => {
  const missing = missingTrouble(end, facts.logs)
  const unsigned = signatureTrouble(end, facts)
  return [missing, missing && unsigned === notTheSigned(end) ? null : unsigned].filter(
    (detail) => detail !== null,
  )
}

const missingTrouble = ({ log: logId, seq, hash }: VersionEntry, logs: Histories): string | null => {
  if (logs.historyWith(logId, seq, hash)) return null
  const here = Math.min(seq, logs.receivedSeq(logId))
  return here < seq
    ? `the version vector names ${seq} events, and ${here} of them are here`
    : `the version vector names another event ${seq}`
}

const signatureTrouble = (end: VersionEntry, facts: Facts): string | null => {
  const { log: logId, signed } = end
  const claim = claimOf(logId, facts)
  if (!signed || facts.logs.receivedSeq(logId) === 0) return null
  if (claim.kind !== 'key') return 'it is signed, and names no key of its own'
  const message = signedMessage(facts.fileId, logId, signed)
  const [key, signature] = [claim.key, signed.signature].map((hex) => Uint8Array.fromHex(hex))
  if (!key || !signature || !facts.signature.verify(key, message, signature))
    return `the signature up to event ${signed.seq} does not hold`
  return facts.logs.historyWith(logId, signed.seq, signed.hash) ? null : notTheSigned(end)
}

const notTheSigned = ({ signed, seq }: VersionEntry): string =>
  `event ${signed?.seq ?? seq} is not the one that was signed`
