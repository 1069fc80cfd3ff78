import { DiskTrouble } from './disk.ts'

/** The disk refused; nothing was acknowledged, and earlier acknowledged work is safe. */
export interface DiskRefusal {
  readonly kind: 'disk-trouble'
  readonly trouble: DiskTrouble
}

/** Returns the result of `work`, or the DiskTrouble that it threw. Any other error passes through. */
export const orDiskTrouble = <T>(work: () => T): T | DiskTrouble => {
  try {
    return work()
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return trouble
    throw trouble
  }
}

/** Like `orDiskTrouble`, as an outcome with a kind. */
export const orDiskRefusal = <T>(work: () => T): T | DiskRefusal => {
  const result = orDiskTrouble(work)
  return result instanceof DiskTrouble ? { kind: 'disk-trouble', trouble: result } : result
}

/** Like `orDiskRefusal`, for work that also rejects. */
export const awaitOrDiskRefusal = async <T>(work: () => Promise<T>): Promise<T | DiskRefusal> => {
  try {
    return await work()
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}
