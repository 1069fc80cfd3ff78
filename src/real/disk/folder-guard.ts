import { lstatSync, mkdirSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'

import { DiskTrouble } from '../../engine/ports/index.ts'
import { foldersAbove, insideRoot } from './inside.ts'
import { errorCode } from './os-trouble.ts'
import { syncFolder } from './sync-folder.ts'

/** Keeps all operations of a disk inside its root: no path leads out, and no link is followed. */
export class FolderGuard {
  readonly #root: string
  /** Folders already checked. Once is enough, since commands are short. */
  readonly #known = new Set<string>()

  constructor(root: string) {
    this.#root = root
  }

  fullPath(path: string): string {
    return insideRoot(this.#root, path)
  }

  isBelowLink(path: string): boolean {
    return foldersAbove(path).some((folder) => {
      if (this.#known.has(folder)) return false
      const stats = lstatSync(this.fullPath(folder), { throwIfNoEntry: false })
      if (stats?.isDirectory()) this.#known.add(folder)
      return stats?.isSymbolicLink() ?? false
    })
  }

  refuseLinksAbove(path: string): void {
    if (!this.isBelowLink(path)) return
    throw new DiskTrouble('denied', path, 'it lies below a symbolic link, and links are not followed')
  }

  makeFoldersAbove(path: string): void {
    for (const folder of foldersAbove(path)) this.makeFolder(folder)
  }

  // Creates one level at a time: each new folder's own entry must be durable before its contents count as durable.
  makeFolder(folder: string): void {
    if (this.#known.has(folder)) return
    const full = this.fullPath(folder)
    const found = lstatSync(full, { throwIfNoEntry: false }) ?? makeAndLook(full)
    if (!found.isDirectory()) {
      throw new DiskTrouble('denied', folder, 'a folder is needed, but something else is in its place')
    }
    this.#known.add(folder)
  }
}

/** Another program may be first, with a folder, a file or a link. Its folder may not be durable yet. */
const makeAndLook = (full: string): Stats => {
  try {
    mkdirSync(full)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  syncFolder(dirname(full))
  return lstatSync(full)
}
