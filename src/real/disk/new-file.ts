import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

import { asDiskTrouble, errorCode } from './os-trouble.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Writes a new file durably. Returns false if the path is taken. Throws DiskTrouble, and then leaves nothing behind.
 */
export const writeNewFile = (full: string, pieces: Iterable<Uint8Array>): boolean => {
  let file: number
  try {
    file = openSync(full, 'wx')
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw asDiskTrouble(error, '')
  }
  let isDone = false
  try {
    for (const piece of pieces) for (let at = 0; at < piece.length;) at += writeSync(file, piece, at)
    fsyncSync(file)
    isDone = true
  } catch (error) {
    throw asDiskTrouble(error, '')
  } finally {
    closeSync(file)
    if (!isDone) rmSync(full, { force: true })
  }
  syncFolder(dirname(full))
  return true
}
