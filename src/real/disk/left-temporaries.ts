import * as fs from 'node:fs'
import { join } from 'node:path'

import { isAbsence } from './os-trouble.ts'
import { isTemporaryName } from './temporary-name.ts'

const dayMs = 24 * 60 * 60 * 1000

/** No write takes this long. */
export const temporaryGraceMs = dayMs

const scanEveryMs = dayMs

/**
 * Removes a crash's unfinished temporary files below a folder. Returns their number. Scans at most once a
 * day, by the file system's clock. Skips folders without permission.
 */
export const removeLeftTemporaries = (root: string, lastScanFile: string): number => {
  const lastScanPath = join(root, lastScanFile)
  const lastMs = modifiedMs(lastScanPath)
  if (lastMs !== null && Math.abs(Date.now() - lastMs) < scanEveryMs) return 0
  try {
    fs.writeFileSync(lastScanPath, '')
    return removeIn(root, (modifiedMs(lastScanPath) ?? 0) - temporaryGraceMs)
  } catch {
    return 0
  }
}

const removeIn = (folder: string, beforeMs: number): number => {
  let removed = 0
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) removed += removeIn(path, beforeMs)
    else if (entry.isFile() && isTemporaryName(entry.name)) removed += removeIfOld(path, beforeMs)
  }
  return removed
}

const removeIfOld = (path: string, beforeMs: number): number => {
  const atMs = modifiedMs(path)
  if (atMs === null || atMs > beforeMs) return 0
  fs.rmSync(path, { force: true })
  return 1
}

const entriesOf = (folder: string): readonly fs.Dirent[] => {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}

const modifiedMs = (path: string): number | null => {
  try {
    const found = fs.lstatSync(path)
    return found.isFile() ? found.mtimeMs : null
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}
