import type { ArbiterSession, ShareAnswer } from '../../engine/ports/index.ts'
import { wholeFile } from '../../engine/replica/index.ts'
import {
  learnLeases,
  LeaseService,
  type LeaseState,
  leaseTermMs,
  leaseTermMsMax,
  leaseTermMsMin,
  type TakeOutcome,
} from '../../engine/replication/lease/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { forgetLease, leaseNotes, noteLease } from './lease-notes.ts'
import { readLink } from './link-settings.ts'
import { addressOf, connectTo } from './shares.ts'
import { unreachedFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { timeText } from './written-view.ts'

/** Which document of which copy; null for the whole client file. */
export interface LeaseRequest {
  readonly name: string
  readonly document: string | null
}

export interface LeaseOptions {
  readonly for?: string
  /** Take it from whoever has it. */
  readonly anyway?: boolean
}

const minuteMs = 60_000

/** Takes exclusive use of a document, or of the whole file, at the linked copy, or prolongs it. */
export const takeLease = async (
  { name, document }: LeaseRequest,
  options: LeaseOptions,
  context: FileContext,
): Promise<void> => {
  const termMs = termOf(options.for)
  const text = await withCopy(name, 'lease', context, async (opened) => {
    const subject = documentIdOf(opened, document)
    const address = arbiterOf(opened, context)
    const { copy, ports } = opened
    const isForced = options.anyway === true
    const outcome = await withDesk(opened, address, async (desk, session) => {
      const taken =
        (await widerLease(desk, subject, isForced)) ?? (await desk.take(subject, termMs, isForced))
      await learnLeases(copy, session, ports.clock)
      return taken
    })
    const noted = leaseNotes(opened.ports.disk)[subject] ?? null
    if (outcome.kind === 'not-taken') throw notDecided(outcome.trouble.detail, address)
    if (outcome.kind === 'taken') {
      forgetLease(opened.ports.disk, subject)
      throw takenFailure(opened, { subject, document: document ?? name }, outcome.lease, noted)
    }
    noteLease(opened.ports.disk, subject, outcome.lease.untilMs)
    return heldText(document ?? name, outcome, noted)
  })
  context.out(text)
}

/** Gives exclusive use of a document back before its time. */
export const releaseLease = async ({ name, document }: LeaseRequest, context: FileContext): Promise<void> => {
  const text = await withCopy(name, 'release-lease', context, async (opened) => {
    const subject = documentIdOf(opened, document)
    const address = arbiterOf(opened, context)
    const answer = await withDesk(opened, address, (desk) => desk.release(subject))
    const what = document ?? name
    if (answer.kind !== 'ok') throw notDecided(troubleText(answer), address)
    forgetLease(opened.ports.disk, subject)
    return answer.value === 'released'
      ? `${what} is free for everybody again.\n`
      : `This copy did not have exclusive use of ${what}. Nothing was changed.\n`
  })
  context.out(text)
}

/** Who decides: the linked copy's folder, or one's own where there is no link. */
export const arbiterOf = ({ ports, name }: OpenedFolder, context: FileContext): string =>
  readLink(ports.disk)?.address ?? addressOf(name, context)

export const deskFor = (session: ArbiterSession, { copy }: OpenedFolder): LeaseService => {
  const { line, copyName, user } = copy.identity
  return new LeaseService(session, { line, copyName, user })
}

const withDesk = async <T>(
  opened: OpenedFolder,
  address: string,
  use: (desk: LeaseService, session: ArbiterSession) => Promise<T>,
): Promise<T> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, address)
  try {
    return await use(deskFor(answer.session, opened), answer.session)
  } finally {
    await answer.session.disconnect()
  }
}

// Who has the whole file has each document of it, and the other way about. Asked before, and by no one arbiter: two who take
// both at one moment may both get theirs, and then what they write is in conflict, as ever.
const widerLease = async (
  desk: LeaseService,
  subject: string,
  isForced: boolean,
): Promise<Extract<TakeOutcome, { kind: 'taken' }> | null> => {
  const others = isForced ? null : await desk.others()
  if (others?.kind !== 'ok') return null
  const other = others.value.find((each) => subject === wholeFile || each.subject === wholeFile)
  const state = other && (await desk.stateOf(other.subject))
  return state?.kind === 'ok' && state.value.kind === 'held' ? { kind: 'taken', lease: state.value } : null
}

const documentIdOf = ({ copy, name }: OpenedFolder, document: string | null): string => {
  if (document === null) return wholeFile
  const found = copy.documents().find((view) => view.name === document || view.documentId === document)
  if (found) return found.documentId
  throw new CommandFailure(
    failureCodes.usage,
    `There is no document ${document} in ${name}. Nothing was changed.`,
  )
}

const termOf = (minutes: string | undefined): number => {
  if (minutes === undefined) return leaseTermMs
  const termMs = Number(minutes) * minuteMs
  if (Number.isInteger(termMs) && termMs >= leaseTermMsMin && termMs <= leaseTermMsMax) return termMs
  const [least, most] = [leaseTermMsMin / minuteMs, leaseTermMsMax / minuteMs]
  throw new CommandFailure(
    failureCodes.usage,
    `"${minutes}" is no time for a lease: give whole minutes from ${least} to ${most}`,
  )
}

const heldText = (
  document: string,
  { lease, isContinued }: Extract<TakeOutcome, { kind: 'held' }>,
  notedMs: number | null,
): string => {
  const lapsed =
    notedMs !== null && !isContinued
      ? `It had lapsed at ${timeText(notedMs)}: others may have changed it since.\n`
      : ''
  return `${lapsed}${document} is this copy's alone until ${timeText(lease.untilMs)}, by the clock of the share.\n`
}

/** `bob in laptop-bob`. */
export const holderText = ({ by }: Extract<LeaseState, { kind: 'held' }>): string =>
  by ? `${by.user} in ${by.copyName}` : 'somebody who was cut off before saying who'

const takenFailure = (
  { name, copy }: OpenedFolder,
  { subject, document }: { readonly subject: string; readonly document: string },
  lease: Extract<LeaseState, { kind: 'held' }>,
  notedMs: number | null,
): CommandFailure => {
  const lost = notedMs === null ? '' : `This copy had it until ${timeText(notedMs)}, and lost it. `
  const times = `since ${timeText(lease.sinceMs)}, until ${timeText(lease.untilMs)}`
  return new CommandFailure(
    failureCodes.outside,
    `${document} is in exclusive use by ${holderText(lease)}, ${times}. ${lost}Nothing was changed.\nTry again then, or take it from them: npx shakedown file lease ${name}${subject === wholeFile ? '' : ` "${copy.document(subject)?.name ?? subject}"`} --anyway`,
  )
}

const troubleText = (answer: Exclude<ShareAnswer<never>, { kind: 'ok' }>): string =>
  answer.kind === 'absent' ? 'what the share says of names is out of date' : answer.detail

const notDecided = (detail: string, address: string): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    `Nothing could be decided at ${address}: ${detail}. Nothing is lost.\nTry again in a minute.`,
  )
