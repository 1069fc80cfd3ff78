import * as fs from 'node:fs'
import { join } from 'node:path'

import type { KeyStore } from '../../engine/ports/index.ts'
import { asDiskTrouble, errorCode, syncFolder, temporaryName } from '../disk/index.ts'

const keyBytes = 32
/** For this user alone. Windows has no such modes: there, a user's own folder is private by default. */
const ownFolder = 0o700
const ownFile = 0o600

/**
 * Private keys in a folder of this user, with one file per log. The folder lies outside client files, so that copying
 * one never copies a key.
 */
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

// An unreadable key makes the copy continue unsigned and report it: that must not stop anyone's work.
export const readKey = (path: string): Uint8Array | null => {
  try {
    const bytes = new Uint8Array(fs.readFileSync(path))
    return bytes.length === keyBytes ? bytes : null
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

/** Writes a key durably, readable by this user alone. Throws the system's errors. */
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
