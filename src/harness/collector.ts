import { setFlagsFromString } from 'node:v8'

export interface Collector {
  /** With a small nursery, a seventh of a run's time goes into sweeping it. */
  readonly nurseryMb: number
  /** V8 lets a small heap grow less between two collections than a large one. */
  readonly oldGenerationMb: number
  /** The factor by which buffers outside the heap may grow before V8 collects. */
  readonly externalGrowth: number
}

/** Options of V8 for suites and campaigns. */
export const fastCollector: Collector = { nurseryMb: 192, oldGenerationMb: 6144, externalGrowth: 2 }

/** Options of V8 for a first look on any machine. They suit small worlds: field-team's day needs 0.4 GB of heap. */
export const frugalCollector: Collector = { nurseryMb: 48, oldGenerationMb: 1536, externalGrowth: 1.3 }

/** V8 sweeps the whole heap for every few disk buffers outside it, unless both are counted together. */
export const collectorFlags = ({ externalGrowth }: Collector): readonly string[] => [
  '--external-memory-accounted-in-global-limit',
  `--external-memory-max-growing-factor=${externalGrowth}`,
]

/** Applies to this process and to threads that it starts later. */
export const tuneCollector = (collector: Collector): void => {
  for (const flag of collectorFlags(collector)) setFlagsFromString(flag)
}
