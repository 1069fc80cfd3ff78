import type { Disk } from '../../../src/engine/ports/disk.ts'

/** One folder of a disk as a disk of its own: what lies beside it is not seen. */
export const folderOf = (disk: Disk, folder: string): Disk => {
  const at = (path: string): string => (path === '' ? folder : `${folder}/${path}`)
  return {
    kindOf: (path) => disk.kindOf(at(path)),
    sizeBytes: (path) => disk.sizeBytes(at(path)),
    read: (path) => disk.read(at(path)),
    readPart: (path, offset, length) => disk.readPart(at(path), offset, length),
    list: (path) => disk.list(at(path)),
    makeFolder: (path) => disk.makeFolder(at(path)),
    writeWhole: (path, bytes) => disk.writeWhole(at(path), bytes),
    openAppend: (path) => disk.openAppend(at(path)),
    truncate: (path, sizeBytes) => disk.truncate(at(path), sizeBytes),
    rename: (from, to) => disk.rename(at(from), at(to)),
    remove: (path) => disk.remove(at(path)),
  }
}
