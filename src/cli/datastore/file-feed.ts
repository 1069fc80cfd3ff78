import { existsSync } from 'node:fs'

import { type ChangeFeed, type NoAnswer, type SqlDatabase, StoreTrouble } from '../../access/ports/index.ts'
import { CentreStore } from '../../access/store/index.ts'
import { realDigest } from '../../real/machine/index.ts'
import { sqliteDatabase } from '../../real/sqlite/index.ts'

/** Opened for each question, since its disk may go and come back, or be restored from a backup. */
export const fileFeed = (path: string): ChangeFeed => ({
  changes: (after, changesMax) => asked(path, (centre) => centre.changes(after, changesMax)),
  page: (after, factsMax) => asked(path, (centre) => centre.page(after, factsMax)),
})

const asked = async <T>(path: string, ask: (centre: CentreStore) => Promise<T>): Promise<T | NoAnswer> => {
  // SQLite would make an empty one.
  if (!existsSync(path)) return { kind: 'unreachable', detail: `there is nothing at ${path}` }
  let database: SqlDatabase | null = null
  try {
    database = sqliteDatabase(path)
    return await ask(new CentreStore(database, realDigest))
  } catch (trouble) {
    if (trouble instanceof StoreTrouble) return { kind: 'unreachable', detail: trouble.message }
    throw trouble
  } finally {
    database?.close()
  }
}
