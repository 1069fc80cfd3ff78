import * as fs from 'node:fs'
import { join } from 'node:path'

import type { KeyStore } from '../../engine/ports/index.ts'
import { asDiskTrouble, errorCode, syncFolder, temporaryName } from '../disk/index.ts'

const keyBytes = 32
/** For this user alone. Windows knows no such modes: there a user's own folder is closed to others by itself. */
const ownFolder = 0o700
const ownFile = 0o600

/** Private keys in a folder of this user, a file a line. Outside every client file, so that no copying takes them along. */
export const folderKeyStore = (folder: string): KeyStore => ({
  read: (logId) => readKey(join(folder, logId)),
  keep: (logId, privateKey) => {
    try {
      writeKey(folder, logId, privateKey)
    } catch (error) {
      throw asDiskTrouble(error, join(folder, logId))
    }
  },
})

// A copy whose key cannot be read goes on unsigned, and says so: that is no reason to keep anybody from working.
export const readKey = (path: string): Uint8Array | null => {
  try {
    const bytes = new Uint8Array(fs.readFileSync(path))
    return bytes.length === keyBytes ? bytes : null
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

/** Durable when it returns, and readable by nobody else. Throws the system's errors. */
export const writeKey = (folder: string, name: string, privateKey: Uint8Array): void => {
  fs.mkdirSync(folder, { recursive: true, mode: ownFolder })
  const temporary = join(folder, temporaryName())
  try {
    fs.writeFileSync(temporary, privateKey, { flag: 'wx', mode: ownFile, flush: true })
    fs.renameSync(temporary, join(folder, name))
  } finally {
    fs.rmSync(temporary, { force: true })
  }
  syncFolder(folder)
}
