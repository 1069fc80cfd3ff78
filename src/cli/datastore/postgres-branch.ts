import { realClock } from '../../real/machine/index.ts'
import {
  branchSlot,
  checkFollowable,
  createSchema,
  followsAs,
  isBranchName,
  type PostgresDatabase,
  refill,
  storeKindOf,
  subscribe,
} from '../../real/postgres/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { CommandFailure, failureCodes, usageFailure } from '../context/command-failure.ts'
import type { BranchOptions } from './branch-options.ts'
import { openStore } from './open-store.ts'
import { withDatabase } from './postgres-centre.ts'
import { standingText } from './standing-view.ts'
import { isPostgresAddress, shownName } from './store-name.ts'

/**
 * Makes a PostgreSQL database a branch that its own replication feeds. Checks an existing branch, or loads
 * it again.
 */
export const postgresBranch = async (
  address: string,
  options: BranchOptions,
  context: CommandContext,
): Promise<void> => {
  const { of } = options
  if (of !== undefined) await setUp(address, of, options, context)
  else if (options.refill)
    throw usageFailure('To load a branch again, name its centre with --of. Nothing was changed.')
  const { store, kind, close } = await openStore(address, context)
  try {
    if (kind === 'centre')
      throw usageFailure(`${shownName(address)} is a centre, which follows nobody. Nothing was changed.`)
    let shown = ''
    do {
      const text = standingText(shownName(address), await store.standing(), realClock.nowMs())
      const change = text.replace(/as of .*/, '')
      if (change !== shown) context.out(text)
      shown = change
    } while (options.watch && (await context.nextPoll()))
  } finally {
    await close()
  }
}

const setUp = async (
  address: string,
  of: string,
  options: BranchOptions,
  context: CommandContext,
): Promise<void> => {
  if (!isPostgresAddress(of))
    throw usageFailure(
      `A branch in PostgreSQL follows a centre in PostgreSQL, and not ${of}. Nothing was changed.`,
    )
  await withDatabase(of, async (centre) => {
    if ((await storeKindOf(centre)) !== 'centre')
      throw usageFailure(
        `${shownName(of)} is no centre, and only a centre gives out facts. Nothing was changed.`,
      )
    await checkFollowable(centre)
    await withDatabase(address, (branch) => followed(branch, centre, { address, of, options, context }))
  })
}

interface Asked {
  readonly address: string
  readonly of: string
  readonly options: BranchOptions
  readonly context: CommandContext
}

const followed = async (branch: PostgresDatabase, centre: PostgresDatabase, asked: Asked): Promise<void> => {
  const { address, of, options, context } = asked
  const kind = await storeKindOf(branch)
  if (kind === 'centre')
    throw usageFailure(`${shownName(address)} is a centre, which follows nobody. Nothing was changed.`)
  const known = kind === 'branch' ? await followsAs(branch) : null
  const name = options.name ?? known ?? ''
  if (!isBranchName(name))
    throw usageFailure(
      'A centre knows its branches by name: give this one a --name of small letters, digits and _. Nothing was changed.',
    )
  if (!kind) await createSchema(branch, 'branch')
  const slot = await branchSlot(centre, name)
  const follow = { centre, address: of, name }
  if (options.refill) await refill(branch, follow)
  else if (known === null && slot) throw takenName(name, asked)
  else if (known === null) await subscribe(branch, follow)
  else if (!slot || slot.state === 'lost') throw lostPlace(asked)
  else return
  context.out(`${shownName(address)} follows ${shownName(of)} as ${name}.\n`)
}

const takenName = (name: string, { address, of }: Asked): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `A branch ${name} keeps a place at ${shownName(of)} already, and this is not the one that it was given to. Nothing was changed.\nGive another --name; or, where that branch is gone or was cut off while it was made, take its place over: ${shakedown} datastore branch ${shownName(address)} --of ${shownName(of)} --name ${name} --refill`,
  )

const lostPlace = ({ address, of }: Asked): CommandFailure =>
  new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `${shownName(address)} lacks what its centre keeps no more: it was away for too long, or the centre was put back from a backup. It goes on answering as of the moment it knows.\nLoad it again: ${shakedown} datastore branch ${shownName(address)} --of ${shownName(of)} --refill`,
  )
