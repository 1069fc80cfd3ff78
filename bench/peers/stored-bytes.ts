import type { Disk } from '../../src/engine/ports/index.ts'

/** All files of a folder and of those in it. */
export const storedBytes = (disk: Disk, folder: string): number =>
  disk.list(folder).reduce((sum, name) => {
    const path = `${folder}/${name}`
    return sum + (disk.kindOf(path) === 'folder' ? storedBytes(disk, path) : (disk.sizeBytes(path) ?? 0))
  }, 0)
