import type { CopyProperties } from '../../engine/replication/presence/index.ts'
import { countedText } from '../../result/format.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { endingFailure } from './trouble.ts'
import { whichCopy } from './which-copy.ts'
import { withCopy } from './with-copy.ts'
import { timeText } from './written-view.ts'

/** Strikes a copy off for ever, once its user has seen what that would lose and said yes. */
export const abandonCopy = async (
  name: string,
  wanted: string,
  options: { readonly yes?: boolean },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'abandon', context, async (opened) => {
    const { copy } = opened
    const other = whichCopy(opened, wanted)
    if (other.state === 'abandoned' || other.state === 'left' || other.isThisCopy || options.yes === true) {
      const outcome = await copy.lifecycle.abandon(other.line, { author: copy.identity.user, note: '' })
      if (outcome.kind !== 'written') throw endingFailure(outcome, name)
      return doneText(other, name)
    }
    throw new CommandFailure(failureCodes.usage, previewText(other, name))
  })
  context.out(text)
}

const previewText = (other: CopyProperties, name: string): string =>
  [
    `Nothing was changed. To abandon ${nameOf(other)} is final, everywhere:`,
    `  known here   its first ${countedText(other.knownSeq, 'event')}, up to ${other.line}.${other.knownSeq}: those stay`,
    `  lost         whatever it wrote after that and brought to nobody; if it ever returns, that goes into rescue`,
    `  last seen    ${other.lastSeenMs === null ? 'never' : timeText(other.lastSeenMs)}`,
    `  last said    ${saidText(other)}`,
    `Ask ${other.user ?? 'its user'} first. If the copy can still be reached, let it leave instead, which loses nothing.`,
    `To do it: npx shakedown file abandon ${name} ${other.copyName ?? other.line} --yes`,
  ].join('\n')

const saidText = ({ unsent, unapplied, conflicts }: CopyProperties): string =>
  unsent === null
    ? 'nothing: it was never connected here'
    : `${unsent} unsent, ${unapplied} unapplied, ${conflicts} in conflict`

const doneText = (other: CopyProperties, name: string): string =>
  [
    `${nameOf(other)} is abandoned, cut off after ${other.line}.${other.knownSeq}.`,
    `What it wrote later goes into rescue, where anyone can take it over: npx shakedown file rescue ${name}`,
    '',
  ].join('\n')

const nameOf = ({ copyName, user, line }: CopyProperties): string =>
  copyName === null ? `line ${line}` : `${copyName} (${user})`
