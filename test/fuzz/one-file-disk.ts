import { type Disk, DiskTrouble } from '../../src/engine/ports/disk.ts'

/** A disk on which one file lies, to be read by whoever reads it. Nothing can be written there. */
export const oneFileDisk = (path: string, bytes: Uint8Array): Disk => {
  const refuse = (what: string): never => {
    throw new DiskTrouble('read-only', what, 'this disk is only read')
  }
  return {
    kindOf: (asked) => (asked === path ? 'file' : null),
    sizeBytes: (asked) => (asked === path ? bytes.length : null),
    read: (asked) => (asked === path ? bytes : null),
    readPart: (asked, offset, length) => (asked === path ? bytes.subarray(offset, offset + length) : null),
    list: (folder) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []),
    makeFolder: refuse,
    writeWhole: refuse,
    openAppend: refuse,
    truncate: refuse,
    rename: refuse,
    remove: refuse,
  }
}
