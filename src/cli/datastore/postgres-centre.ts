import { randomUUID } from 'node:crypto'

import { StoreTrouble } from '../../access/ports/index.ts'
import { realClock, realDigest } from '../../real/machine/index.ts'
import {
  limitSlots,
  logRate,
  PostgresCentreStore,
  PostgresDatabase,
  slotLimit,
  slotLimitMb,
  storeKindOf,
} from '../../real/postgres/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { usageFailure } from '../context/command-failure.ts'
import type { CentreOptions } from './centre-options.ts'
import { retentionMsOf } from './retention.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'

/**
 * Publishes a PostgreSQL database as a centre, and bounds the disk that an absent branch may take. Repeated
 * on a centre, does the latter alone.
 */
export const postgresCentre = async (
  address: string,
  options: CentreOptions,
  context: CommandContext,
): Promise<void> => {
  const limitMb = limitMbOf(options.slotLimit)
  const retentionMs = retentionMsOf(options.retention)
  const shown = shownName(address)
  await withDatabase(address, async (database) => {
    const kind = await storeKindOf(database)
    const isAboutLimits = limitMb !== null || options.retention !== undefined
    if (kind === 'branch' || (kind === 'centre' && !isAboutLimits))
      throw usageFailure(`${shown} is a ${kind} already. Nothing was changed.\nGive another database.`)
    if (!kind) {
      const store = await PostgresCentreStore.create(database, realDigest, {
        id: randomUUID(),
        name: options.name,
      })
      await store.keepUp(realClock.nowMs(), retentionMs)
      context.out(`Made ${shown}, the data store of ${options.name}.\n`)
    }
    context.out(await boundedText(database, limitMb, retentionMs))
  })
}

/** Closes the database afterwards. Throws CommandFailure. */
export const withDatabase = async <T>(
  address: string,
  work: (database: PostgresDatabase) => Promise<T>,
): Promise<T> => {
  let database: PostgresDatabase | null = null
  try {
    database = new PostgresDatabase(address)
    return await work(database)
  } catch (trouble) {
    throw trouble instanceof StoreTrouble ? storeFailure(trouble, address) : trouble
  } finally {
    await database?.close()
  }
}

// A limit set by an administrator stays, unless the options give another one.
const boundedText = async (
  database: PostgresDatabase,
  saidMb: number | null,
  retentionMs: number,
): Promise<string> => {
  const knownMb = await slotLimit(database)
  const limitMb = saidMb ?? knownMb ?? slotLimitMb(retentionMs, await logRate(database))
  const isSet = limitMb === knownMb || (await limitSlots(database, limitMb))
  const what = `${limitMb} MB of its log`
  return isSet
    ? `A branch that is away keeps ${what} there at most; one that needs more is loaded again.\n`
    : `This user may not bound what a branch that is away keeps there, and one that never comes back fills the disk.\nAs its administrator: alter system set max_slot_wal_keep_size = '${limitMb}MB'; select pg_reload_conf();\n`
}

const limitMbOf = (text: string | undefined): number | null => {
  if (text === undefined) return null
  const [, digits = '', unit = ''] = /^(\d{1,6})(MB|GB)$/.exec(text) ?? []
  const megabytes = Number(digits) * (unit === 'GB' ? 1024 : 1)
  if (unit !== '' && megabytes > 0) return megabytes
  throw usageFailure(
    `"${text}" is no size of a log: give a number with MB or GB, such as 4GB. Nothing was changed.`,
  )
}
