import { realClock } from '../../real/clock.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { storeFailure, withStore } from './open-store.ts'

/** Changes are kept for so long, so that a branch that was away for less need not be filled anew (fidelity.md §4.1). */
const retentionMs = 72 * 3_600_000

/** Lets the branches know that their centre is there, and forgets changes that are older than retention. */
export const beat = (name: string, context: FileContext): Promise<void> =>
  withStore(name, context, async (opened) => {
    if (opened.kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${name} is a branch: it listens for its centre. Nothing was changed.`,
      )
    const nowMs = realClock.nowMs()
    const outcome = await opened.store.beat(nowMs)
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    opened.store.forgetBefore(nowMs - retentionMs)
    context.out(`${name} has said that it is there.\n`)
  })
