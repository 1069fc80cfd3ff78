import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { LogId } from '../../engine/identifier/index.ts'
import type { LockAnswer, LockHolder, ProcessLock } from '../../engine/ports/index.ts'
import { parseJson } from '../../engine/storage/folder/index.ts'
import { asDiskTrouble, errorCode } from '../disk/index.ts'
import { userStateFolder } from './state-folder.ts'

/**
 * A lock on one file. Node has no flock, but an exclusive SQLite transaction takes the system's file lock, which ends
 * with the process. Nothing is ever written into the file.
 */
export const processLock = (root: string, path: string): ProcessLock => ({
  take: (purpose) => {
    const full = join(root, path)
    try {
      seeThatItCanBeWritten(full)
      const database = exclusively(full)
      if (!database) return { kind: 'taken', by: readHolder(full) }
      nameHolder(full, purpose)
      return { kind: 'held', release: () => release(full, database) } satisfies LockAnswer
    } catch (error) {
      throw asDiskTrouble(error, path)
    }
  },
})

/** Guards a log by its id: a folder and a manual copy of it must not both append to it. */
export const logLock = (logId: LogId, stateFolder: string = userStateFolder()): ProcessLock =>
  processLock(stateFolder, `lines/${logId}.lock`)

// SQLite would report only a failure. Does not open the file: closing it again would drop this process's lock.
const seeThatItCanBeWritten = (full: string): void => {
  mkdirSync(dirname(full), { recursive: true })
  if (existsSync(full)) accessSync(full, constants.W_OK)
  else writeFileSync(full, '', { flag: 'a' })
}

const sqliteBusy = 5

/** Returns null if another process, or another part of this one, holds it. */
const exclusively = (full: string): DatabaseSync | null => {
  const database = new DatabaseSync(full)
  try {
    // A journal file would need space, and a full disk must still be readable.
    database.exec('pragma journal_mode = memory; begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (isBusy(error)) return null
    throw error
  }
}

const isBusy = (error: unknown): boolean =>
  errorCode(error) === 'ERR_SQLITE_ERROR' &&
  error instanceof Error &&
  'errcode' in error &&
  error.errcode === sqliteBusy

// Best effort: on a full disk, the next process learns no name.
const nameHolder = (full: string, purpose: string): void => {
  try {
    writeFileSync(holderPath(full), JSON.stringify({ processId: process.pid, purpose }))
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

const release = (full: string, database: DatabaseSync): void => {
  rmSync(holderPath(full), { force: true })
  database.close()
}

const holderPath = (full: string): string => `${full}-holder`

const readHolder = (full: string): LockHolder | null => {
  try {
    const json = parseJson(readFileSync(holderPath(full)))
    const { processId, purpose } = json ?? {}
    return typeof processId === 'number' && typeof purpose === 'string' ? { processId, purpose } : null
  } catch {
    return null
  }
}
