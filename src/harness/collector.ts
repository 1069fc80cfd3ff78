import { setFlagsFromString } from 'node:v8'

/** A run makes much that is soon forgotten: with a small nursery a seventh of the time goes into sweeping it. */
export const nurseryMb = 192

/**
 * How this process collects what runs leave behind. A world keeps its disks in buffers outside the heap, and each few
 * of them made V8 sweep all of the heap; counted together with it, they do not.
 */
export const collectorFlags = [
  '--external-memory-accounted-in-global-limit',
  '--external-memory-max-growing-factor=2',
] as const

/** For this process and the threads that it starts from now on. */
export const tuneCollector = (): void => {
  for (const flag of collectorFlags) setFlagsFromString(flag)
}
