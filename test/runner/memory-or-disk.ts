import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Where Linux mounts memory as a folder. */
const memoryFolder = '/dev/shm'
/** One test alone lays a document of 96 MB. Containers often mount 64 MB. */
const roomBytesMin = 1024 ** 3

declare module 'vitest' {
  interface ProvidedContext {
    /** Holds the folders of all tests. */
    readonly scratchFolder: string
  }
}

/** A folder in memory, since tests flush tens of thousands of files. Returns the disk's if memory is scarce. */
export const memoryOrDisk = (): string => {
  try {
    accessSync(memoryFolder, constants.W_OK)
    const { bavail, bsize } = statfsSync(memoryFolder)
    return bavail * bsize >= roomBytesMin ? memoryFolder : tmpdir()
  } catch {
    return tmpdir()
  }
}
