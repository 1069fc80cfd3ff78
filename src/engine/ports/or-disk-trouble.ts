import { DiskTrouble } from './disk.ts'

/** Returns the result of `work`, or the DiskTrouble that it threw. Any other error passes through. */
export const orDiskTrouble = <T>(work: () => T): T | DiskTrouble => {
  try {
    return work()
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return trouble
    throw trouble
  }
}
