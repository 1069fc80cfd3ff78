import type { Disk, FileGuard } from '../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../storage/folder/index.ts'
import { leavesWorkingFolder } from './import-check.ts'

/**
 * Makes just these files of the working folder read-only, and those writable again that were made so before. What is about to
 * be made read-only is noted first, so that whoever comes after a crash gives it back. Throws DiskTrouble.
 */
export const guardFiles = (disk: Disk, guard: FileGuard, names: readonly string[]): void => {
  const before = notedIn(disk)
  if (before.length === 0 && names.length === 0) return
  const wanted = new Set(names)
  const given = before.filter((name) => !wanted.has(name))
  if (names.some((name) => !before.includes(name))) note(disk, [...new Set([...before, ...names])])
  for (const name of given) guard.setReadOnly(name, false)
  // Each time anew: a version that was laid since has taken the place of a file that was.
  for (const name of names) guard.setReadOnly(name, true)
  if (given.length > 0) note(disk, names)
}

const note = (disk: Disk, names: readonly string[]): void =>
  disk.writeWhole(paths.readOnly, jsonBytes({ names: [...names].sort() }))

const notedIn = (disk: Disk): readonly string[] => {
  const names = parseJson(disk.read(paths.readOnly))?.['names']
  // Whoever can write there may have written anything: no name leads out of the working folder.
  return Array.isArray(names)
    ? names.filter((name) => typeof name === 'string' && !leavesWorkingFolder(name))
    : []
}
