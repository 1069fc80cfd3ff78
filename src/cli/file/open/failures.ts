import type { ConnectAnswer, DiskTrouble, DiskTroubleKind } from '../../../engine/ports/index.ts'
import {
  type Closed,
  type LifecycleOutcome,
  type OpenOutcome,
  wholeFile,
} from '../../../engine/replica/index.ts'
import type { ExchangeOutcome, ExchangeTrouble } from '../../../engine/replication/exchange/index.ts'
import { asCalledHere } from '../../context/called-as.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { pathIn } from '../link/connect-to.ts'

type NotOpened = Exclude<OpenOutcome, { kind: 'opened' }>
type NotInSync = Exclude<ExchangeOutcome, { kind: 'level' }>

export const openFailure = (outcome: NotOpened, folder: string): CommandFailure => {
  switch (outcome.kind) {
    case 'not-a-copy':
      return new CommandFailure(
        failureCodes.clientFile,
        (shakedown) =>
          `There is no client file in ${folder}.\nName the folder of one, or make one: ${shakedown} file create NAME`,
      )
    case 'newer':
      return new CommandFailure(
        failureCodes.clientFile,
        `${folder} is a client file of a newer format: ${outcome.detail}. Nothing was changed.\nUpdate shakedown, then try again.`,
      )
    case 'corrupt':
      return new CommandFailure(
        failureCodes.clientFile,
        (shakedown) =>
          `${pathIn(folder, outcome.path)} is damaged: ${outcome.detail}. Nothing was changed.\nRepair it, from any copy that has what is lost: ${shakedown} file repair ${folder} --from OTHER`,
      )
    case 'disk-trouble':
      return diskFailure(outcome.trouble, folder)
  }
}

export const closedFailure = (closed: Closed, folder: string): CommandFailure => {
  const { detail, sinceMs, reserved } = closed
  if (reserved) return reservedFailure(detail, reserved, folder)
  return new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `Nothing was written in ${folder}: ${detail}, since ${timeText(sinceMs)}.\nSee how things stand: ${shakedown} file status ${folder}`,
  )
}

const reservedFailure = (
  detail: string,
  { subject, untilMs }: NonNullable<Closed['reserved']>,
  folder: string,
): CommandFailure => {
  const what = subject === wholeFile ? '' : ` ${subject}`
  return new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `Nothing was written in ${folder}: ${detail}, until ${timeText(untilMs)}.\nWrite when that is over or given back (sync to learn of it), or take it: ${shakedown} file document lease ${folder}${what} --anyway`,
  )
}

export const endingFailure = (
  outcome: Exclude<LifecycleOutcome, { kind: 'written' }>,
  folder: string,
): CommandFailure => {
  if (outcome.kind === 'disk-trouble') return diskFailure(outcome.trouble, folder)
  if (outcome.kind === 'closed') return closedFailure(outcome, folder)
  return new CommandFailure(failureCodes.usage, `Nothing was written: ${outcome.detail}.`)
}

export const diskFailure = ({ kind, path, message }: DiskTrouble, folder: string): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    `Cannot use ${pathIn(folder, path)}: ${message}. What was acknowledged before is safe.\n${advice[kind]}, then try again.`,
  )

const advice: Readonly<Record<DiskTroubleKind, string>> = {
  denied: 'See to it that this user may read and write there',
  full: 'Free some space',
  'read-only': 'Make the disk writable, or use a copy on another one',
  broken: 'Check the disk',
}

/** `folder` is the copy that asked for the exchange. */
export const exchangeFailure = (outcome: NotInSync, address: string, folder: string): CommandFailure => {
  if (outcome.kind === 'disk-trouble') return diskFailure(outcome.trouble, folder)
  const { trouble } = outcome
  if (trouble.kind !== 'unreadable') return unreachedFailure(trouble, address)
  return new CommandFailure(
    failureCodes.clientFile,
    `${pathIn(address, trouble.path)} cannot be used: ${trouble.detail}. Nothing was changed there, and nothing is lost here.\nSee whether the copy there was moved or damaged, or take another one.`,
  )
}

/** The copy at `address` could not be reached, or not to the end. */
export const unreachedFailure = (reason: Unreached, address: string): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `Cannot sync with ${address}: ${reasonText[reason.kind]} (${asCalledHere(reason.detail, shakedown)}). Nothing is lost.\n${unreachedAdvice[reason.kind] ?? 'Try again when it can be reached, or take another copy.'}`,
  )

const unreachedAdvice: Readonly<Partial<Record<Unreached['kind'], string>>> = {
  refused: 'Try again when somebody has left, or take another copy.',
  denied: 'See to it that this user may log on, read and write there, then try again.',
}

type Unreached =
  | Exclude<ExchangeTrouble, { kind: 'unreadable' }>
  | Exclude<ConnectAnswer, { kind: 'session' }>

const reasonText: Readonly<Record<Unreached['kind'], string>> = {
  unreachable: 'it cannot be reached',
  refused: 'it has as many visitors as it accepts, and queues nobody',
  denied: 'access is denied',
  lost: 'the connection was lost',
  full: 'its disk is full',
}
