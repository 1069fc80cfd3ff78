import { realClock } from '../../real/machine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { withStore } from './open-store.ts'
import { retentionMsOf } from './retention.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'

/** Lets the branches know that their centre is there, and forgets changes that are older than retention. */
export const beat = (
  name: string,
  options: { readonly retention?: string },
  context: FileContext,
): Promise<void> =>
  withStore(name, context, async (opened) => {
    if (opened.kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${shownName(name)} is a branch: it listens for its centre. Nothing was changed.`,
      )
    const nowMs = realClock.nowMs()
    const outcome = await opened.store.keepUp(nowMs, retentionMsOf(options.retention))
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    context.out(`${shownName(name)} has said that it is there.\n`)
  })
