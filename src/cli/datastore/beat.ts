import { defaultRetentionMs } from '../../engine/index.ts'
import { realClock } from '../../real/clock.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { storeFailure, withStore } from './open-store.ts'

/** Lets the branches know that their centre is there, and forgets changes that are older than retention. */
export const beat = (name: string, context: FileContext): Promise<void> =>
  withStore(name, context, async (opened) => {
    if (opened.kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${name} is a branch: it listens for its centre. Nothing was changed.`,
      )
    const nowMs = realClock.nowMs()
    const outcome = await opened.store.keepUp(nowMs, defaultRetentionMs)
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    context.out(`${name} has said that it is there.\n`)
  })
