import * as fs from 'node:fs'
import { join } from 'node:path'

import type { FileGuard } from '../engine/index.ts'
import { asDiskTrouble, isAbsence } from './os-trouble.ts'

const writeBits = 0o222

/** By the permission bits: Windows has one of them, the attribute "read-only". Links are left alone. */
export const realFileGuard = (root: string): FileGuard => ({
  setReadOnly: (path, isReadOnly) => {
    const full = join(root, path)
    try {
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
