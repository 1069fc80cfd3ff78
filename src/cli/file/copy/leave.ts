import { leave, type LeaveOutcome } from '../../../engine/lifecycle/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { connectTo } from '../link/connect-to.ts'
import { type LinkSettings, readLink } from '../link/link-settings.ts'
import { ingestSaves } from '../link/sync-once.ts'
import { exchangeFailure, unreachedFailure } from '../open/failures.ts'
import { type OpenedFolder, withLinkedCopy } from '../open/open-copy.ts'

export const copyLeave: CommandDefinition = {
  name: 'file copy leave',
  oldNames: ['file leave'],
  description: 'hand over everything, and end this copy once the linked copy has it',
  examples: ['file copy leave laptop-ann'],
  define: (command, context) =>
    command.argument(...copyArgument).action((name: string) => leaveCopy(name, context)),
}

/** Lets a copy go: it hands over everything, and goes when the linked copy is proved to have it. */
const leaveCopy = async (name: string, context: CommandContext): Promise<void> => {
  const link = await withLinkedCopy(name, 'copy leave', context, async (opened) => {
    const found = readLink(opened.ports.disk)
    if (!found) throw noLink(name)
    const { reserved } = await ingestSaves(opened)
    if (reserved.length > 0) throw stillReserved(name, reserved)
    await leaveThrough(opened, found)
    return found
  })
  context.out(
    `${name} has left: ${link.name} has everything that was here.\nIts folder is not needed any more: ${context.calledAs} file copy clear ${name}\n`,
  )
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

// An external edit that is not ingested would stay behind as a plain file, and in no version.
const stillReserved = (name: string, reserved: readonly string[]): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `${name} has not left: a save in its working folder waits, ${reserved.join(', ')}. Nothing is lost.\nSync when that is over, then try again: ${shakedown} file sync ${name}`,
  )

const notLeft = (
  { detail, isLeaving }: Extract<LeaveOutcome, { kind: 'waits' }>,
  name: string,
): CommandFailure => {
  const meanwhile = (shakedown: string): string =>
    isLeaving
      ? `Nobody can work in it meanwhile. Try again, or take it back: ${shakedown} file copy stay ${name}`
      : 'It can be worked in as before.'
  return new CommandFailure(
    failureCodes.outside,
    (shakedown) => `${name} has not left: ${detail}. Nothing is lost.\n${meanwhile(shakedown)}`,
  )
}

const noLink = (name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `${name} is linked to no other copy that could take its work. Nothing was changed.\nConnect it first: ${shakedown} file connect ${name} OTHER`,
  )
