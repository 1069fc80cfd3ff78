import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { BranchStore, CentreStore, Replicator } from '../../engine/index.ts'
import { realClock } from '../../real/clock.ts'
import { realDigest } from '../../real/digest.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { storeFailure, withNewStore, withStore } from './open-store.ts'
import { standingText } from './standing-view.ts'

/** Makes the data store of a data centre. */
export const centre = async (
  name: string,
  options: { name: string },
  context: FileContext,
): Promise<void> => {
  await withNewStore(name, context, async (database) => {
    const store = CentreStore.create(database, realDigest, { id: randomUUID(), name: options.name })
    await store.beat(realClock.nowMs())
  })
  context.out(`Made ${name}, the data store of ${options.name}.\n`)
}

/** Makes a branch's data store where there is none, and brings it what changed at the centre; nothing flows back. */
export const branch = async (name: string, options: { of: string }, context: FileContext): Promise<void> => {
  if (!existsSync(resolve(context.cwd, options.of)))
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot reach the centre at ${options.of}: there is nothing. Nothing was changed.\nName the file of a centre's data store.`,
    )
  if (!existsSync(resolve(context.cwd, name)))
    await withNewStore(name, context, async (database) => void BranchStore.create(database, realDigest))
  await withStore(name, context, async (mine) => {
    if (mine.kind === 'centre')
      throw new CommandFailure(
        failureCodes.usage,
        `${name} is a centre, which follows nobody. Nothing was changed.`,
      )
    await withStore(options.of, context, async (theirs) => {
      if (theirs.kind === 'branch')
        throw new CommandFailure(
          failureCodes.usage,
          `${options.of} is a branch, and only a centre gives out facts. Nothing was changed.`,
        )
      await follow(mine.store, theirs.store, name)
    })
    context.out(standingText(name, await mine.store.standing(), realClock.nowMs()))
  })
}

const follow = async (mine: BranchStore, feed: CentreStore, name: string): Promise<void> => {
  const health = await new Replicator({ branch: mine, feed, clock: realClock }).catchUp()
  if (health.kind === 'trouble') throw storeFailure(health.trouble, name)
  if (health.kind === 'cut-off')
    throw new CommandFailure(
      failureCodes.outside,
      `${name} cannot reach its centre: ${health.detail}. It goes on answering as of the moment it knows.\nTry again when the centre can be reached.`,
    )
}
