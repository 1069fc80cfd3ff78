import type { LogId } from '../identifier/index.ts'
import type { ShareSession } from '../ports/index.ts'
import type { CopyPorts, SyncCopy } from '../replica/index.ts'
import { openExchange } from '../replication/client/index.ts'
import { type ExchangeOutcome, OwnFolderExchange, readOtherCopy } from '../replication/exchange/index.ts'
import { proveDelivered, proveNothingStays } from './prove-delivered.ts'

export type LeaveOutcome =
  | { readonly kind: 'left' }
  /** Cannot leave now. `isLeaving` is true if the copy is closed until it can. */
  | { readonly kind: 'waits'; readonly detail: string; readonly isLeaving: boolean }
  | Exclude<ExchangeOutcome, { kind: 'level' }>

export interface LeaveParts {
  readonly copy: SyncCopy
  readonly ports: CopyPorts
  /** To the folder of the copy that takes over the work. */
  readonly session: ShareSession
}

/** Bounds the rounds, or visitors with new work could keep a copy for ever. */
const roundsMax = 20

/**
 * Drains, announces the leave in both folders, and goes once the parent is proved to hold everything. The
 * parent must not be leaving. If two copies leave towards each other, at least one sees the other and
 * stops, since each announces before it looks. The smaller id then stays.
 */
export const leave = async (parts: LeaveParts): Promise<LeaveOutcome> => {
  const { copy, session } = parts
  const other = await readOtherCopy(session)
  if (other.kind !== 'other-copy' || !other.log) {
    return waits(parts, 'the folder there does not say whose copy it is')
  }
  const synced = await syncFully(parts)
  if (synced.kind !== 'level') return synced
  const refused = refusal(parts, other.log)
  if (refused) return refused
  const hindered = isLeavingTowards(copy, other.log) ? null : await announceLeaving(parts, other.log)
  return hindered ?? go(parts, other.log)
}

const announceLeaving = async (
  { copy, session, ports }: LeaveParts,
  towards: LogId,
): Promise<LeaveOutcome | null> => {
  const proof = await proveNothingStays(copy, session, ports)
  if (proof.kind !== 'delivered')
    return proof.kind === 'lacks' ? waits({ copy, session, ports }, proof.detail) : proof
  const outcome = await copy.lifecycle.leave(towards, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') return outcome
  return outcome.kind === 'written' ? null : waits({ copy, session, ports }, outcome.detail)
}

const isLeavingTowards = ({ identity, state }: SyncCopy, towards: LogId): boolean => {
  const leaving = state.hierarchy.leaving(identity.line)
  return leaving?.stage === 'leaving' && leaving.towards === towards
}

const go = async (parts: LeaveParts, towards: LogId): Promise<LeaveOutcome> => {
  const { copy } = parts
  const synced = await syncFully(parts)
  if (synced.kind !== 'level') return synced
  const { hierarchy } = copy.state
  const parentLeaving = hierarchy.leaving(towards)
  if (parentLeaving && parentLeaving.stage !== 'staying') return giveWay(parts, towards)
  const proof = await proveDelivered(copy, parts.session, parts.ports)
  if (proof.kind !== 'delivered') return proof.kind === 'lacks' ? waits(parts, proof.detail) : proof
  const outcome = await copy.lifecycle.left(towards, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') return outcome
  // Nobody else can sign it later.
  copy.authorship?.sign()
  // The last event carries no work. If it is lost, the copy is listed as leaving, and nobody waits for it.
  await syncFully(parts)
  return { kind: 'left' }
}

const giveWay = async (parts: LeaveParts, towards: LogId): Promise<LeaveOutcome> => {
  const { copy } = parts
  const leaving = copy.state.hierarchy.leaving(towards)
  if (leaving?.stage === 'left') return waits(parts, hasLeft)
  if (leaving?.towards !== copy.identity.line)
    return waits(parts, 'that copy is leaving itself: connect to another one, or wait until it stays')
  if (copy.identity.line > towards)
    return waits(parts, 'both copies are leaving: the other one gives way first')
  const outcome = await copy.lifecycle.stay({ author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') return outcome
  const synced = await syncFully(parts)
  if (synced.kind !== 'level') return synced
  return waits(parts, 'both copies were leaving towards each other: this one stays until the other has gone')
}

const hasLeft = 'that copy has left itself: connect to another one'

/** Returns null if the copy may begin to leave. */
const refusal = (parts: LeaveParts, towards: LogId): LeaveOutcome | null => {
  const { copy } = parts
  const { closed, state } = copy
  if (closed?.reason === 'abandoned' || closed?.reason === 'left') return waits(parts, closed.detail)
  if (state.hierarchy.abandonment(towards))
    return waits(parts, 'that copy was abandoned: connect to another one')
  if (state.hierarchy.leaving(towards)?.stage === 'left') return waits(parts, hasLeft)
  if (copy.unapplied > 0)
    return waits(parts, `${copy.unapplied} events here wait for something that has not arrived`)
  const children = state
    .registrations()
    .filter(({ log: logId }) => logId !== towards && isLeftBehind(copy, logId))
  if (children.length === 0) return null
  const names = children.map(({ copyName }) => copyName).join(', ')
  return waits(parts, `these copies hang here and would have no parent: ${names}`)
}

const isLeftBehind = ({ identity, state }: SyncCopy, logId: LogId): boolean => {
  const { hierarchy } = state
  const hangsHere = hierarchy.registration(logId)?.hangsUnder === identity.line
  return hangsHere && !hierarchy.hasEnded(logId) && hierarchy.leaving(logId)?.stage !== 'leaving'
}

// Flushes the own folder first and last, to pass visitors' work on and show them that the copy is leaving.
const syncFully = async (parts: LeaveParts): Promise<ExchangeOutcome> => {
  const { copy, ports, session } = parts
  const folder = new OwnFolderExchange(copy, ports)
  const exchanger = openExchange(copy, session, ports)
  let outcome: ExchangeOutcome = { kind: 'level', eventsIn: 0, eventsOut: 0, bytesOut: 0 }
  for (let round = 1; round <= roundsMax; round += 1) {
    const own = await folder.flush()
    if (own.kind !== 'level') return own
    outcome = await exchanger.exchange()
    if (outcome.kind !== 'level') return outcome
    if (outcome.eventsIn + outcome.eventsOut + own.eventsIn + own.eventsOut === 0) break
  }
  return outcome
}

const waits = ({ copy }: LeaveParts, detail: string): LeaveOutcome => ({
  kind: 'waits',
  detail,
  isLeaving: copy.closed?.reason === 'leaving',
})
