import * as fs from 'node:fs'

import type { FileGuard } from '../../engine/ports/index.ts'
import { FolderGuard } from './folder-guard.ts'
import { asDiskTrouble, isAbsence } from './os-trouble.ts'

const writeBits = 0o222

/** Uses the permission bits; Windows has one, the read-only attribute. Leaves links unchanged. */
export const realFileGuard = (root: string): FileGuard => ({
  setReadOnly: (path, isReadOnly) => {
    try {
      const guard = new FolderGuard(root)
      const full = guard.fullPath(path)
      if (guard.isBelowLink(path)) return
      const { mode, isFile } = seen(full)
      if (!isFile) return
      const open = mode | (writeBits & ~process.umask())
      const wanted = isReadOnly ? mode & ~writeBits : open
      if (wanted !== mode) fs.chmodSync(full, wanted)
    } catch (error) {
      if (!isAbsence(error)) throw asDiskTrouble(error, path)
    }
  },
})

const seen = (full: string): { readonly mode: number; readonly isFile: boolean } => {
  const stats = fs.lstatSync(full)
  return { mode: stats.mode & 0o777, isFile: stats.isFile() }
}
