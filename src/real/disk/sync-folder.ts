import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a folder's entries durable. Does nothing on Windows, which journals renames and cannot flush a folder. */
export const syncFolder = (full: string): void => {
  if (process.platform === 'win32') return
  const folder = openSync(full, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
