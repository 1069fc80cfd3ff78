import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { LogId } from '../../engine/identifier/index.ts'
import { type ContinuityStore, type ContinuityToken, DiskTrouble } from '../../engine/ports/index.ts'
import { parseJson, paths } from '../../engine/storage/folder/index.ts'
import { asDiskTrouble, errorCode, folderDisk, temporaryName } from '../disk/index.ts'

/**
 * One small file a log, in the user's state folder on this machine; `place` is the absolute path of the copy's
 * folder.
 */
export const fileContinuityStore = (place: string, stateFolder: string): ContinuityStore => {
  const disk = folderDisk(stateFolder)
  return {
    place,
    read: (logId) => {
      const bytes = saying(stateFolder, () => disk.read(tokenPath(logId)))
      return bytes && tokenOf(bytes, join(stateFolder, tokenPath(logId)))
    },
    write: (logId, token) =>
      saying(stateFolder, () => {
        mkdirSync(stateFolder, { recursive: true })
        disk.writeWhole(tokenPath(logId), new TextEncoder().encode(`${JSON.stringify(token)}\n`))
      }),
    isElsewhere: (other, logId) => writesLog(other, logId) && !isSameFolder(other, place),
  }
}

const tokenPath = (logId: LogId): string => `lines/${logId}`

// A damaged token is an error. Treated as absent, it would begin another log each time.
const tokenOf = (bytes: Uint8Array, full: string): ContinuityToken => {
  const { seq, hash, place, snapshot } = parseJson(bytes) ?? {}
  if (typeof seq === 'number' && Number.isSafeInteger(seq) && isHash(hash) && typeof place === 'string') {
    // Without it, the copy opens by a full replay: slower, but correct.
    return { seq, hash, place, ...(isHash(snapshot) ? { snapshot } : {}) }
  }
  throw new DiskTrouble('broken', full, 'it is damaged; remove it, and the copy begins a log of its own')
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const writesLog = (folder: string, logId: LogId): boolean => {
  try {
    return parseJson(readFileSync(join(folder, paths.copy)))?.['line'] === logId
  } catch (error) {
    if (errorCode(error) === null) throw error
    return false
  }
}

/**
 * Whether two paths mean one folder. Inode numbers differ between mounts of a share, so writes a file under
 * one path and seeks it under the other.
 */
const isSameFolder = (other: string, folder: string): boolean => {
  const probe = join(paths.localFolder, temporaryName())
  try {
    writeFileSync(join(folder, probe), '', { flag: 'wx' })
    return existsSync(join(other, probe))
  } catch (error) {
    // If nothing can be written here, the folders cannot be told apart; but then no log can be written either.
    if (errorCode(error) === null) throw error
    return true
  } finally {
    rmSync(join(folder, probe), { force: true })
  }
}

const saying = <T>(stateFolder: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof DiskTrouble)
      throw new DiskTrouble(error.kind, join(stateFolder, error.path), error.message)
    throw asDiskTrouble(error, stateFolder)
  }
}
