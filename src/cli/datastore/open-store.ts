import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { type Centre, type DataStore, type SqlDatabase, StoreTrouble } from '../../access/ports/index.ts'
import { BranchStore, CentreStore, storeKind } from '../../access/store/index.ts'
import { realDigest } from '../../real/machine/index.ts'
import type { BranchSlot } from '../../real/postgres/index.ts'
import { sqliteDatabase } from '../../real/sqlite/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { storeFailure } from './store-failure.ts'
import { isPostgresAddress } from './store-name.ts'

export type AnyStore =
  /** `branches` are those that its database feeds by itself; absent where it does not. */
  | {
      readonly kind: 'centre'
      readonly store: Centre
      readonly branches?: () => Promise<readonly BranchSlot[]>
    }
  /** `fed` is the store that this program replicates to. Null if the database replicates by itself. */
  | { readonly kind: 'branch'; readonly store: DataStore; readonly fed: BranchStore | null }

export type OpenStore = AnyStore & { readonly close: () => Promise<void> }

/** Closes the store afterwards. Throws CommandFailure. */
export const withStore = async <T>(
  name: string,
  context: CommandContext,
  work: (opened: AnyStore) => Promise<T>,
): Promise<T> => {
  const opened = await openStore(name, context)
  try {
    return await work(opened)
  } catch (trouble) {
    throw asFailure(trouble, name)
  } finally {
    await opened.close()
  }
}

/** Closes the new store afterwards. Throws CommandFailure. */
export const withNewStore = async <T>(
  name: string,
  { cwd }: CommandContext,
  work: (database: SqlDatabase) => Promise<T>,
): Promise<T> => {
  const path = resolve(cwd, name)
  if (existsSync(path))
    throw new CommandFailure(
      failureCodes.usage,
      `${name} is there already. Nothing was changed.\nGive another name, or move away what is there.`,
    )
  let database: SqlDatabase | null = null
  try {
    database = sqliteDatabase(path)
    return await work(database)
  } catch (trouble) {
    throw asFailure(trouble, name)
  } finally {
    database?.close()
  }
}

/** In a file or in PostgreSQL. Throws CommandFailure. */
export const openStore = async (name: string, context: CommandContext): Promise<OpenStore> => {
  try {
    if (!isPostgresAddress(name)) return inFile(name, context)
    // Loaded only where it is asked for: most firms have one file.
    const { openPostgresStore } = await import('../../real/postgres/index.ts')
    return await openPostgresStore(name)
  } catch (trouble) {
    throw asFailure(trouble, name)
  }
}

const inFile = (name: string, { cwd }: CommandContext): OpenStore => {
  const path = resolve(cwd, name)
  if (!existsSync(path))
    throw new CommandFailure(
      failureCodes.clientFile,
      (shakedown) =>
        `There is no data store at ${name}.\nMake one: ${shakedown} datastore centre ${name} --name NAME`,
    )
  const database = sqliteDatabase(path)
  const close = async (): Promise<void> => database.close()
  try {
    if (storeKind(database) === 'centre')
      return { kind: 'centre', store: new CentreStore(database, realDigest), close }
    const store = new BranchStore(database, realDigest)
    return { kind: 'branch', store, fed: store, close }
  } catch (trouble) {
    database.close()
    throw trouble
  }
}

const asFailure = (trouble: unknown, name: string): unknown =>
  trouble instanceof StoreTrouble ? storeFailure(trouble, name) : trouble
