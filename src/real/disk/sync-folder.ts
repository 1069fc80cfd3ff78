import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a folder's entries durable. Windows lets nobody flush a folder, and keeps renames in its own journal. */
export const syncFolder = (full: string): void => {
  if (process.platform === 'win32') return
  const folder = openSync(full, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
