import type { Twice } from '../sim/run/index.ts'
import type { Job } from './job.ts'

/** Which runs S10 judges: each one, or only those that failed another check. */
export type Judging = (job: Job) => Exclude<Twice, 'never'>

/** Judges one seed in this many. */
export const seedsAJudgement = 20

export const everyRun: Judging = () => 'always'

/** Judges the lowest seed of each scenario and form, and every 20th seed. Independent of the order of jobs. */
export const sampleOf = (jobs: readonly Job[]): Judging => {
  const lowest = new Map<string, number>()
  for (const job of jobs) {
    const key = keyOf(job)
    lowest.set(key, Math.min(job.seed, lowest.get(key) ?? job.seed))
  }
  return (job) => {
    const isJudged = job.seed % seedsAJudgement === 0 || lowest.get(keyOf(job)) === job.seed
    return isJudged ? 'always' : 'on-failure'
  }
}

/** A full day is shown live once: a second execution would double the wait. */
export const shortFormsOnly: Judging = ({ form }) => (form === 'short' ? 'always' : 'on-failure')

const keyOf = ({ scenario, form }: Job): string => `${form} ${scenario.file}`
