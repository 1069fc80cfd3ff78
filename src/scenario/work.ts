import { checked } from '../plan/scenario-error.ts'
import {
  type FaultPart,
  faultSchema,
  type PolicyPart,
  policySchema,
  type Work,
  workSchema,
} from '../plan/scenario-spec.ts'
import { refuseUnknownOptions, risingPair } from './options.ts'
import { type Duration, durationUs, type Size, sizeBytes } from './units.ts'

export interface StaffAtWorkOptions {
  readonly openWithin?: Duration
  readonly editEvery?: Duration
  readonly documents?: number
  readonly documentSize?: readonly [Size, Size]
  readonly meetings?: number
  readonly think?: readonly [Duration, Duration]
}

/**
 * Staff who open their copies in the morning and write all day: field edits, and a share of document saves whose
 * sizes are heavy-tailed between the two ends. `meetings` is the share that goes where someone else is writing.
 */
export const staffAtWork = (options: StaffAtWorkOptions = {}): Work => {
  refuseUnknownOptions('staffAtWork', options, [
    'openWithin',
    'editEvery',
    'documents',
    'documentSize',
    'meetings',
    'think',
  ])
  const [smallest, largest] = options.documentSize ?? ['10 kB', '2 MB']
  const [shortest, longest] = options.think ?? ['3s', '20s']
  const work = {
    kind: 'work',
    openWithinUs: durationUs(options.openWithin ?? '2m', 'staffAtWork openWithin'),
    editEveryUs: durationUs(options.editEvery ?? '30s', 'staffAtWork editEvery'),
    documentShare: options.documents ?? 0.15,
    documentBytes: risingPair('staffAtWork documentSize', [
      sizeBytes(smallest, 'staffAtWork documentSize'),
      sizeBytes(largest, 'staffAtWork documentSize'),
    ]),
    meetingShare: options.meetings ?? 0.05,
    thinkUs: risingPair('staffAtWork think', [
      durationUs(shortest, 'staffAtWork think'),
      durationUs(longest, 'staffAtWork think'),
    ]),
  }
  return checked(workSchema, work, 'staffAtWork')
}

/** A VPN that drops so many times, some of them while something is being carried. */
export const vpnDrops = (
  vpnId: string,
  options: { times: number; insideTransfer?: number; lasting?: readonly [Duration, Duration] },
): FaultPart => {
  const what = `vpnDrops "${vpnId}"`
  refuseUnknownOptions(what, options, ['times', 'insideTransfer', 'lasting'])
  const [shortest, longest] = options.lasting ?? ['20s', '4m']
  const fault = {
    kind: 'vpn-drops',
    vpn: vpnId,
    times: options.times,
    insideTransfer: options.insideTransfer ?? 0,
    lastingUs: risingPair(`${what} lasting`, [
      durationUs(shortest, `${what} lasting`),
      durationUs(longest, `${what} lasting`),
    ]),
  }
  return checked(faultSchema, fault, what)
}

/** A program of someone else's that takes every free session of a machine and never lets go. */
export const sessionHolder = (hostId: string, options: { at: Duration }): FaultPart => {
  refuseUnknownOptions(`sessionHolder "${hostId}"`, options, ['at'])
  const atUs = durationUs(options.at, `sessionHolder "${hostId}" at`)
  return checked(faultSchema, { kind: 'session-holder', host: hostId, atUs }, `sessionHolder "${hostId}"`)
}

/** A share of the conflicts is resolved by whoever sees them, some time after. */
export const resolveConflicts = (options: { after: Duration; share: number }): PolicyPart => {
  refuseUnknownOptions('resolveConflicts', options, ['after', 'share'])
  const afterUs = durationUs(options.after, 'resolveConflicts after')
  return checked(
    policySchema,
    { kind: 'resolve-conflicts', afterUs, share: options.share },
    'resolveConflicts',
  )
}

/**
 * How long a copy keeps its session while others need it, and about how long it waits after a refusal. A hold that is not given
 * adapts: two minutes at most, and as short as exchanges allow.
 */
export const takeTurns = (options: { hold?: Duration; retry?: Duration } = {}): PolicyPart => {
  refuseUnknownOptions('takeTurns', options, ['hold', 'retry'])
  const holdUs = durationUs(options.hold ?? '2m', 'takeTurns hold')
  const retryUs = durationUs(options.retry ?? '2m', 'takeTurns retry')
  const adapts = options.hold === undefined ? { adapts: true } : {}
  return checked(policySchema, { kind: 'take-turns', holdUs, retryUs, ...adapts }, 'takeTurns')
}
