import { wholeFile } from '../../../engine/replica/index.ts'
import {
  learnLeases,
  type LeaseService,
  type LeaseState,
  leaseTermMs,
  leaseTermMsMax,
  leaseTermMsMin,
  type TakeOutcome,
} from '../../../engine/replication/lease/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes, usageFailure } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { type OpenedFolder, withLinkedCopy } from '../open/open-copy.ts'
import { forgetLease, leaseNotes, noteLease } from './lease-notes.ts'
import {
  arbiterOf,
  holderText,
  type LeaseRequest,
  subjectOf,
  undecidedFailure,
  withLeases,
} from './lease-subject.ts'

export const documentLease: CommandDefinition = {
  name: 'file document lease',
  oldNames: ['file lease'],
  description: 'take or prolong exclusive use of a document, or of the whole file',
  examples: ['file document lease laptop-ann letter.txt --for 30'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('[document]', 'the document, by its name in the working folder (default: the whole file)')
      .option('--for <minutes>', 'how long, in minutes (default: 10)')
      .option('--anyway', 'take it away from the copy that has it')
      .action((name: string, document: string | undefined, options: LeaseOptions) =>
        takeLease({ name, document: document ?? null }, options, context),
      ),
}

interface LeaseOptions {
  readonly for?: string
  readonly anyway?: boolean
}

const minuteMs = 60_000

const takeLease = async (
  { name, document }: LeaseRequest,
  options: LeaseOptions,
  context: CommandContext,
): Promise<void> => {
  const termMs = termOf(options.for)
  const text = await withLinkedCopy(name, 'document lease', context, async (opened) => {
    const subject = subjectOf(opened, document)
    const address = arbiterOf(opened, context)
    const { copy, ports } = opened
    const isForced = options.anyway === true
    const outcome = await withLeases(opened, address, async (leases, session) => {
      const taken =
        (await widerLease(leases, subject, isForced)) ?? (await leases.take(subject, termMs, isForced))
      await learnLeases(copy, session, ports.clock)
      return taken
    })
    const noted = leaseNotes(opened.ports.disk)[subject] ?? null
    if (outcome.kind === 'not-taken') throw undecidedFailure(outcome.trouble.detail, address)
    if (outcome.kind === 'taken') {
      forgetLease(opened.ports.disk, subject)
      throw takenFailure(opened, { subject, document: document ?? name }, outcome.lease, noted)
    }
    noteLease(opened.ports.disk, subject, outcome.lease.untilMs)
    return heldText(document ?? name, outcome, noted)
  })
  context.out(text)
}

// A lease on the whole file covers each document, and the other way about. No one arbiter decides: two who
// take both at once may both get theirs. Their writes then conflict as ever.
const widerLease = async (
  leases: LeaseService,
  subject: string,
  isForced: boolean,
): Promise<Extract<TakeOutcome, { kind: 'taken' }> | null> => {
  const others = isForced ? null : await leases.others()
  if (others?.kind !== 'ok') return null
  const other = others.value.find((each) => subject === wholeFile || each.subject === wholeFile)
  const state = other && (await leases.stateOf(other.subject))
  return state?.kind === 'ok' && state.value.kind === 'held' ? { kind: 'taken', lease: state.value } : null
}

const termOf = (minutes: string | undefined): number => {
  if (minutes === undefined) return leaseTermMs
  const termMs = Number(minutes) * minuteMs
  if (Number.isInteger(termMs) && termMs >= leaseTermMsMin && termMs <= leaseTermMsMax) return termMs
  const [least, most] = [leaseTermMsMin / minuteMs, leaseTermMsMax / minuteMs]
  throw usageFailure(`"${minutes}" is no time for a lease: give whole minutes from ${least} to ${most}`)
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
    (shakedown) =>
      `${document} is in exclusive use by ${holderText(lease)}, ${times}. ${lost}Nothing was changed.\nTry again then, or take it from them: ${shakedown} file document lease ${name}${subject === wholeFile ? '' : ` "${copy.document(subject)?.name ?? subject}"`} --anyway`,
  )
}
