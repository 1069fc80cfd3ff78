import type { CopyProperties } from '../../../engine/replication/presence/index.ts'
import { countedText } from '../../../result/format.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { endingFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { whichCopy } from './which-copy.ts'

export const copyAbandon: CommandDefinition = {
  name: 'file copy abandon',
  oldNames: ['file abandon'],
  description: 'exclude another copy for ever, or show what that would lose',
  examples: ['file copy abandon ACME laptop-bob --yes'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<which>', 'the other copy, by its name or the id of its log')
      .option('--yes', 'exclude it; without this option, the command only shows the loss')
      .action((name: string, which: string, options: { readonly yes?: boolean }) =>
        abandonCopy(name, which, options, context),
      ),
}

const abandonCopy = async (
  name: string,
  wanted: string,
  options: { readonly yes?: boolean },
  context: CommandContext,
): Promise<void> => {
  const text = await withCopy(name, 'copy abandon', context, async (opened) => {
    const { copy } = opened
    const other = whichCopy(opened, wanted)
    if (other.state === 'abandoned' || other.state === 'left' || other.isThisCopy || options.yes === true) {
      const outcome = await copy.lifecycle.abandon(other.line, { author: copy.identity.user, note: '' })
      if (outcome.kind !== 'written') throw endingFailure(outcome, name)
      return doneText(other, opened)
    }
    throw usageFailure((shakedown) => previewText(other, name, shakedown))
  })
  context.out(text)
}

const previewText = (other: CopyProperties, name: string, shakedown: string): string =>
  [
    `Nothing was changed. To abandon ${nameOf(other)} is final, everywhere:`,
    `  known here   its first ${countedText(other.knownSeq, 'event')}, up to ${other.line}.${other.knownSeq}: those stay`,
    `  lost         everything it wrote after that and brought to nobody; if it ever returns, that goes into rescue`,
    `  last seen    ${other.lastSeenMs === null ? 'never' : timeText(other.lastSeenMs)}`,
    `  last said    ${saidText(other)}`,
    `Ask ${other.user ?? 'its user'} first. If the copy can still be reached, let it leave instead, which loses nothing.`,
    `To do it: ${shakedown} file copy abandon ${name} ${other.copyName ?? other.line} --yes`,
  ].join('\n')

const saidText = ({ unsent, unapplied, conflicts }: CopyProperties): string =>
  unsent === null
    ? 'nothing: it was never connected here'
    : `${unsent} unsent, ${unapplied} unapplied, ${conflicts} in conflict`

const doneText = (other: CopyProperties, { name, shakedown }: OpenedFolder): string =>
  [
    `${nameOf(other)} is abandoned, cut off after ${other.line}.${other.knownSeq}.`,
    `Its later work goes into rescue, where anyone can take it over: ${shakedown} file copy rescue ${name}`,
    '',
  ].join('\n')

const nameOf = ({ copyName, user, line }: CopyProperties): string =>
  copyName === null ? `log ${line}` : `${copyName} (${user})`
