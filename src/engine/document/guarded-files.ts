import type { Disk, FileGuard } from '../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../storage/folder/index.ts'
import { leavesWorkingFolder } from './import-check.ts'

/**
 * Makes exactly these files read-only. Notes them first, so that they are released after a crash. Throws
 * DiskTrouble.
 */
export const guardFiles = (disk: Disk, guard: FileGuard, names: readonly string[]): void => {
  const before = notedIn(disk)
  if (before.length === 0 && names.length === 0) return
  const wanted = new Set(names)
  const given = before.filter((name) => !wanted.has(name))
  if (names.some((name) => !before.includes(name))) note(disk, [...new Set([...before, ...names])])
  for (const name of given) guard.setReadOnly(name, false)
  // Repeats it for all files: a checkout may have replaced one since.
  for (const name of names) guard.setReadOnly(name, true)
  if (given.length > 0) note(disk, names)
}

const note = (disk: Disk, names: readonly string[]): void =>
  disk.writeWhole(paths.readOnly, jsonBytes({ names: [...names].sort() }))

const notedIn = (disk: Disk): readonly string[] => {
  const names = parseJson(disk.read(paths.readOnly))?.['names']
  // Anybody may write this file, so names that leave the working folder are ignored.
  return Array.isArray(names)
    ? names.filter((name) => typeof name === 'string' && !leavesWorkingFolder(name))
    : []
}
