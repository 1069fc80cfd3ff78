import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

import type { FoundEntry } from '../../engine/document/index.ts'
import { DiskTrouble, type EntryKind } from '../../engine/ports/index.ts'
import type { ByteSource } from '../../engine/storage/contents/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { asDiskTrouble, noFollow } from '../disk/index.ts'

/** Lists everything in a folder and below, without following links. Throws DiskTrouble. */
export const listSource = (root: string, folder = ''): readonly FoundEntry[] =>
  entriesOf(root, folder).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    const found: FoundEntry = { path, kind: kindOf(entry) }
    const isEntered = found.kind === 'folder' && !paths.format.startsWith(`${path}/`)
    return isEntered ? [found, ...listSource(root, path)] : [found]
  })

/** Opens a listed file for partial reads. Throws DiskTrouble, also if the path is no longer a file. */
export const openSource = (root: string, path: string): ByteSource => ({
  sizeBytes: reading(root, path, (file) => fstatSync(file).size),
  readPart: (offset, length) =>
    reading(root, path, (file) => {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
    }),
})

const reading = <T>(root: string, path: string, read: (file: number) => T): T => {
  try {
    // Non-blocking: a pipe in the file's place would block forever.
    const file = openSync(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK | noFollow)
    try {
      if (!fstatSync(file).isFile()) throw new DiskTrouble('broken', path, 'it is no longer a file')
      return read(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asDiskTrouble(error, path)
  }
}

const entriesOf = (root: string, folder: string): readonly Dirent[] => {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw asDiskTrouble(error, folder)
  }
}

const kindOf = (entry: Dirent): EntryKind => {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}
