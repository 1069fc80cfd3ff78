import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** The machine and the moment: numbers mean nothing without them. */
export interface Conditions {
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly platform: string
  /** Processes that wanted a core in the minute before: more than none means that somebody else was at work. */
  readonly loadBefore: number
}

export const currentConditions = (): Conditions => ({
  date: new Date().toISOString(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
})

export const conditionsText = (conditions: Conditions): string => {
  const { processor, cores, memoryGb, node, platform, date, loadBefore } = conditions
  return [
    `${processor}, ${cores} cores, ${memoryGb} GB, Node ${node} on ${platform}, ${date}.`,
    loadBefore > 0.5
      ? `Somebody else was at work: the load was ${loadBefore} before it began, so the machine's best is better than this.`
      : 'Nobody else was at work.',
  ].join(' ')
}
