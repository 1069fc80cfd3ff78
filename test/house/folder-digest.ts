import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { root } from './repository.ts'

/** SHA-256 over the paths and contents of all files below a folder, in the order of their paths. */
export const folderDigest = (folder: string): string => {
  const paths = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
  const digest = createHash('sha256')
  for (const path of paths) {
    const bytes = readFileSync(join(root, folder, path))
    digest.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  return digest.digest('hex')
}
