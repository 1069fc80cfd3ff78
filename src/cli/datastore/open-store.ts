import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import {
  BranchStore,
  CentreStore,
  type SqlDatabase,
  storeKind,
  StoreTrouble,
  type StoreTroubleKind,
} from '../../engine/index.ts'
import { realDigest } from '../../real/digest.ts'
import { sqliteDatabase } from '../../real/sqlite/sqlite-database.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'

export type AnyStore =
  | { readonly kind: 'centre'; readonly store: CentreStore }
  | { readonly kind: 'branch'; readonly store: BranchStore }

/** Does something with the data store in a file, and closes it. Throws CommandFailure. */
export const withStore = <T>(
  name: string,
  { cwd }: FileContext,
  deed: (opened: AnyStore) => Promise<T>,
): Promise<T> => {
  const path = existing(name, cwd)
  return withDatabase(name, path, (database) => deed(opened(database)))
}

/** Makes a data store in a new file, does something with it, and closes it. Throws CommandFailure. */
export const withNewStore = <T>(
  name: string,
  { cwd }: FileContext,
  deed: (database: SqlDatabase) => Promise<T>,
): Promise<T> => {
  const path = resolve(cwd, name)
  if (existsSync(path))
    throw new CommandFailure(
      failureCodes.usage,
      `${name} is there already. Nothing was changed.\nGive another name, or move away what is there.`,
    )
  return withDatabase(name, path, deed)
}

/** Opens a data store that stays open, for a program that runs for long. Throws CommandFailure. */
export const openStore = (name: string, { cwd }: FileContext): AnyStore & { close(): void } => {
  const path = existing(name, cwd)
  try {
    const database = sqliteDatabase(path)
    return { ...opened(database), close: () => database.close() }
  } catch (trouble) {
    throw trouble instanceof StoreTrouble ? storeFailure(trouble, name) : trouble
  }
}

const existing = (name: string, cwd: string): string => {
  const path = resolve(cwd, name)
  if (existsSync(path)) return path
  throw new CommandFailure(
    failureCodes.clientFile,
    `There is no data store at ${name}.\nMake one: npx shakedown datastore centre ${name} --name NAME`,
  )
}

const opened = (database: SqlDatabase): AnyStore =>
  storeKind(database) === 'centre'
    ? { kind: 'centre', store: new CentreStore(database, realDigest) }
    : { kind: 'branch', store: new BranchStore(database, realDigest) }

const withDatabase = async <T>(
  name: string,
  path: string,
  deed: (database: SqlDatabase) => Promise<T>,
): Promise<T> => {
  let database: SqlDatabase | null = null
  try {
    database = sqliteDatabase(path)
    return await deed(database)
  } catch (trouble) {
    throw trouble instanceof StoreTrouble ? storeFailure(trouble, name) : trouble
  } finally {
    database?.close()
  }
}

/** Why nothing came of a data store. */
export const storeFailure = ({ kind, message }: StoreTrouble, name: string): CommandFailure =>
  new CommandFailure(
    kind === 'not-a-store' ? failureCodes.clientFile : failureCodes.outside,
    `Cannot use the data store ${name}: ${message}. Nothing was changed.\n${advice[kind]}`,
  )

const advice: Readonly<Record<StoreTroubleKind, string>> = {
  denied: 'See to it that this user may read and write there, then try again.',
  full: 'Free some space, then try again.',
  busy: 'Another program has it open for long: try again when that is done.',
  broken: 'Check the disk, and put the store back from a backup; branches notice, and are filled anew.',
  'not-a-store':
    'Name the file of a data store, or make one: npx shakedown datastore centre FILE --name NAME',
}
