import { createHash, type Hash } from 'node:crypto'

import type { Disk } from '../../../src/engine/ports/disk.ts'
import type { Scene } from './scene.ts'

/** Everything on a disk, in the order in which it lists its folders. */
export const diskDigest = (disk: Disk): string => {
  const digest = createHash('sha256')
  addFolder(digest, disk, '')
  return digest.digest('hex')
}

/** What people were told and saved in a scene. */
export const promisesDigest = ({ acknowledged, versions }: Scene): string =>
  createHash('sha256')
    .update(JSON.stringify([acknowledged, [...versions]]))
    .digest('hex')

const addFolder = (digest: Hash, disk: Disk, folder: string): void => {
  for (const name of disk.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`
    const bytes = disk.kindOf(path) === 'file' ? disk.read(path) : null
    digest.update(`${path}\0${bytes?.length ?? 'folder'}\0`)
    if (bytes) digest.update(bytes)
    else addFolder(digest, disk, path)
  }
}
