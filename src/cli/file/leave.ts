import { leave, type LeaveOutcome } from '../../engine/lifecycle/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { type LinkSettings, readLink } from './link-settings.ts'
import { connectTo } from './shares.ts'
import { takeSaves } from './sync.ts'
import { endingFailure, exchangeFailure, unreachedFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Lets a copy go: it hands over everything, and goes when the linked copy is proved to have it. */
export const leaveCopy = async (name: string, context: FileContext): Promise<void> => {
  const link = await withCopy(name, 'leave', context, async (opened) => {
    const found = readLink(opened.ports.disk)
    if (!found) throw noLink(name)
    const { reserved } = await takeSaves(opened)
    if (reserved.length > 0) throw stillReserved(name, reserved)
    await leaveThrough(opened, found)
    return found
  })
  context.out(
    `${name} has left: ${link.name} has everything that was here.\nIts folder is not needed any more: npx shakedown file clear ${name}\n`,
  )
}

/** Takes a leaving back that waits for something. */
export const stayCopy = async (name: string, context: FileContext): Promise<void> => {
  await withCopy(name, 'stay', context, async ({ copy }) => {
    const outcome = await copy.lifecycle.stay({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  })
  context.out(`${name} stays, and can be worked in.\n`)
}

const leaveThrough = async (opened: OpenedFolder, link: LinkSettings): Promise<void> => {
  const answer = await connectTo(link.address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, link.address)
  const { copy, ports, name } = opened
  const outcome = await leave({ copy, ports, session: answer.session })
  await answer.session.disconnect()
  if (outcome.kind === 'waits') throw notLeft(outcome, name)
  if (outcome.kind !== 'left') throw exchangeFailure(outcome, link.address, name)
}

// What is not saved yet would stay behind as a plain file, and in no version.
const stillReserved = (name: string, reserved: readonly string[]): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    `${name} has not left: a save in its working folder waits, ${reserved.join(', ')}. Nothing is lost.\nSync when that is over, then try again: npx shakedown file sync ${name}`,
  )

const notLeft = (
  { detail, isLeaving }: Extract<LeaveOutcome, { kind: 'waits' }>,
  name: string,
): CommandFailure => {
  const meanwhile = isLeaving
    ? `Nobody can work in it meanwhile. Try again, or take it back: npx shakedown file stay ${name}`
    : 'It can be worked in as before.'
  return new CommandFailure(
    failureCodes.outside,
    `${name} has not left: ${detail}. Nothing is lost.\n${meanwhile}`,
  )
}

const noLink = (name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `${name} is linked to no other copy that could take its work. Nothing was changed.\nConnect it first: npx shakedown file connect ${name} OTHER`,
  )
