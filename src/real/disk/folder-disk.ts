import * as fs from 'node:fs'
import { dirname, join } from 'node:path'

import type { AppendFile, Disk, EntryKind } from '../../engine/ports/index.ts'
import { openAppendFile } from './append-file.ts'
import { FolderGuard } from './folder-guard.ts'
import { foldersAbove } from './inside.ts'
import { asDiskTrouble, isAbsence, noFollow } from './os-trouble.ts'
import { syncFolder } from './sync-folder.ts'
import { isTemporaryName, temporaryName } from './temporary-name.ts'

/** A folder of this machine. Lists links inside but never follows them: their targets do not belong to the copy. */
export const folderDisk = (root: string): Disk => new FolderDisk(root)

class FolderDisk implements Disk {
  readonly #guard: FolderGuard

  constructor(root: string) {
    this.#guard = new FolderGuard(root)
  }

  kindOf(path: string): EntryKind | null {
    const stats = this.#stats(path)
    return stats && entryKind(stats)
  }

  sizeBytes(path: string): number | null {
    const stats = this.#stats(path)
    return stats?.isFile() ? stats.size : null
  }

  read(path: string): Uint8Array | null {
    return this.#readingFile(path, (file) => new Uint8Array(fs.readFileSync(file)))
  }

  readPart(path: string, offset: number, length: number): Uint8Array | null {
    return this.#readingFile(path, (file) => {
      const bytes = new Uint8Array(Math.min(length, Math.max(0, fs.fstatSync(file).size - offset)))
      return bytes.subarray(0, fs.readSync(file, bytes, 0, bytes.length, offset))
    })
  }

  list(path: string): readonly string[] {
    const names = this.#reading(path, (full) => fs.readdirSync(full)) ?? []
    return names.filter((name) => !isTemporaryName(name)).sort((a, b) => (a < b ? -1 : 1))
  }

  makeFolder(path: string): void {
    this.#changing(path, () => {
      for (const folder of [...foldersAbove(path), path]) this.#guard.makeFolder(folder)
    })
  }

  writeWhole(path: string, bytes: Uint8Array): void {
    this.#changing(path, (full) => {
      this.#guard.makeFoldersAbove(path)
      const temporary = join(dirname(full), temporaryName())
      try {
        fs.writeFileSync(temporary, bytes, { flag: 'wx', flush: true })
        fs.renameSync(temporary, full)
      } finally {
        fs.rmSync(temporary, { force: true })
      }
      syncFolder(dirname(full))
    })
  }

  openAppend(path: string): AppendFile {
    return this.#changing(path, (full) => {
      this.#guard.makeFoldersAbove(path)
      return openAppendFile(full, path)
    })
  }

  truncate(path: string, sizeBytes: number): void {
    this.#changing(path, (full) => {
      this.#guard.refuseLinksAbove(path)
      const file = fs.openSync(full, fs.constants.O_WRONLY | noFollow)
      try {
        fs.ftruncateSync(file, sizeBytes)
        fs.fsyncSync(file)
      } finally {
        fs.closeSync(file)
      }
    })
  }

  rename(from: string, to: string): void {
    this.#changing(to, (target) => {
      this.#guard.refuseLinksAbove(from)
      this.#guard.makeFoldersAbove(to)
      const source = this.#guard.fullPath(from)
      fs.renameSync(source, target)
      syncFolder(dirname(target))
      if (dirname(source) !== dirname(target)) syncFolder(dirname(source))
    })
  }

  remove(path: string): void {
    this.#reading(path, (full) => {
      fs.unlinkSync(full)
      syncFolder(dirname(full))
    })
  }

  #stats(path: string): fs.Stats | null {
    return this.#reading(path, (full) => fs.lstatSync(full))
  }

  #readingFile<T>(path: string, read: (file: number) => T): T | null {
    return this.#reading(path, (full) => {
      // Checked first, since opening a pipe would wait for a writer.
      if (!fs.lstatSync(full).isFile()) return null
      const file = fs.openSync(full, fs.constants.O_RDONLY | noFollow)
      try {
        return read(file)
      } finally {
        fs.closeSync(file)
      }
    })
  }

  /** Returns null if nothing is there. Entries below a link count as absent. */
  #reading<T>(path: string, read: (full: string) => T): T | null {
    try {
      const full = this.#guard.fullPath(path)
      return this.#guard.isBelowLink(path) ? null : read(full)
    } catch (error) {
      if (isAbsence(error)) return null
      throw asDiskTrouble(error, path)
    }
  }

  #changing<T>(path: string, change: (full: string) => T): T {
    try {
      return change(this.#guard.fullPath(path))
    } catch (error) {
      throw asDiskTrouble(error, path)
    }
  }
}

const entryKind = (stats: fs.Stats): EntryKind => {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'other'
}
