import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { type FeedHealth, Replicator } from '../../access/replication/index.ts'
import { BranchStore, type FeedSource } from '../../access/store/index.ts'
import { isHttpsAddress } from '../../real/https/client/index.ts'
import { realClock, realDigest } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes, usageFailure } from '../context/command-failure.ts'
import { branchKey, checkCentreFile, openFeed } from './branch-feed.ts'
import type { BranchOptions } from './branch-options.ts'
import { withNewStore, withStore } from './open-store.ts'
import { standingText } from './standing-view.ts'
import { storeFailure } from './store-failure.ts'
import { isPostgresAddress } from './store-name.ts'
import { storeArgument } from './store-options.ts'

export const datastoreBranch: CommandDefinition = {
  name: 'datastore branch',
  description: "make a branch's data store if it is missing, and replicate the changes of its centre",
  examples: ['datastore branch office.db --of https://centre:8444 --name office'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .option('--of <centre>', "the centre: its data store's file, https://HOST:PORT or postgres://…")
      .option('--name <name>', 'the name by which the centre knows this branch')
      .option('--watch', 'follow the centre until Ctrl-C')
      .option('--refill', 'load everything from the centre again')
      .action((store: string, options: BranchOptions) => branch(store, options, context)),
}

/**
 * Brings a branch what changed at the centre, and makes its data store first if missing. Nothing flows
 * back.
 */
const branch = async (store: string, options: BranchOptions, context: CommandContext): Promise<void> => {
  if (isPostgresAddress(store)) {
    const { postgresBranch } = await import('./postgres-branch.ts')
    return postgresBranch(store, options, context)
  }
  if (options.of !== undefined) {
    const { centre } = sourceOf(options.of, options, context)
    if (!isHttpsAddress(centre)) await checkCentreFile(centre, context)
  }
  if (!existsSync(resolve(context.cwd, store)) && options.of !== undefined)
    await withNewStore(store, context, async (database) => void BranchStore.create(database, realDigest))
  await withStore(store, context, async (opened) => {
    if (opened.kind === 'centre' || !opened.fed)
      throw usageFailure(`${store} is a centre, which follows nobody. Nothing was changed.`)
    await follow(opened.fed, store, options, context)
  })
}

const follow = async (
  store: BranchStore,
  name: string,
  options: BranchOptions,
  context: CommandContext,
): Promise<void> => {
  const known = store.source()
  const source = options.of === undefined ? known : sourceOf(options.of, options, context, known)
  if (!source)
    throw usageFailure(`${name} was never told where its centre is: name it with --of. Nothing was changed.`)
  store.noteSource(source)
  if (options.refill) store.reload()
  const { feed, close } = openFeed(source, context)
  const replicator = new Replicator({ branch: store, feed, clock: realClock })
  const standing = async (): Promise<string> => standingText(name, await store.standing(), realClock.nowMs())
  try {
    if (options.watch) return await watched(replicator, source, standing, context)
    const health = await replicator.catchUp()
    if (health.kind === 'trouble') throw storeFailure(health.trouble, name)
    if (health.kind === 'cut-off') throw cutOff(health, source, name, context)
    context.out(await standing())
  } finally {
    const closed = replicator.close()
    close()
    await closed
  }
}

const watched = async (
  replicator: Replicator,
  source: FeedSource,
  standing: () => Promise<string>,
  context: CommandContext,
): Promise<void> => {
  let shown = ''
  replicator.open()
  do {
    const { health } = replicator
    const text = health.kind === 'cut-off' ? cutOffText(health, source, context) : await standing()
    // The moment moves on with every heartbeat: only other changes are shown.
    const change = text.replace(/as of .*/, '')
    if (change !== shown && health.kind !== 'not-asked') {
      context.out(text)
      shown = change
    }
  } while (await context.nextPoll())
}

/** Throws CommandFailure. */
const sourceOf = (
  of: string,
  { name }: BranchOptions,
  { cwd }: CommandContext,
  known: FeedSource | null = null,
): FeedSource => {
  if (isPostgresAddress(of))
    throw usageFailure(
      (shakedown) =>
        `A branch in a file follows a centre in PostgreSQL over HTTPS: at the centre, ${shakedown} datastore serve. Nothing was changed.`,
    )
  if (!isHttpsAddress(of)) return { centre: resolve(cwd, of), name: name ?? known?.name ?? '' }
  const asked = name ?? known?.name ?? ''
  if (asked !== '') return { centre: of, name: asked }
  throw usageFailure('A centre knows its branches by name: give this one a --name. Nothing was changed.')
}

type CutOff = Extract<FeedHealth, { kind: 'cut-off' }>

const cutOff = (health: CutOff, source: FeedSource, name: string, context: CommandContext): CommandFailure =>
  new CommandFailure(failureCodes.outside, `${name}: ${cutOffText(health, source, context).trimEnd()}`)

const cutOffText = ({ why, detail }: CutOff, { name }: FeedSource, context: CommandContext): string =>
  why === 'denied'
    ? `its centre gives it nothing: ${detail.replace(/\.$/, '')}.\nThe command, with this branch's key:\n  ${context.calledAs} datastore branch-key STORE ${name} --key ${branchKey(name, context)}\n`
    : `cannot reach its centre: ${detail}. It goes on answering as of the moment it knows.\nTry again when the centre can be reached.\n`
