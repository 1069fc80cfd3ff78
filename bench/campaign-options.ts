import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export interface CampaignOptions {
  /** Seeds of each short form, and of each full day. */
  readonly short: number
  readonly full: number
  readonly jobs: number
  /** Executes each run twice, instead of a sample and of failures. */
  readonly twice: boolean
  /** By name; none means all that are bundled. */
  readonly scenarios: readonly string[]
  /** The report's name in `reports/`. */
  readonly to: string
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const usage = 'npm run campaign -- [--short N] [--full N] [--jobs N] [--twice] [--to NAME] [SCENARIO…]'

/** Throws UsageError. */
export const campaignOptions = (words: readonly string[]): CampaignOptions => {
  const text = { type: 'string' } as const
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...words],
      options: { short: text, full: text, jobs: text, to: text, twice: { type: 'boolean' } },
      allowPositionals: true,
    }),
  )
  const { short, full, jobs, to = 'campaign' } = values
  if (!/^[a-z][a-z0-9-]*$/.test(to))
    throw new UsageError(`--to is a name such as campaign, not "${to}"\n${usage}`)
  const options = {
    short: countOf(short ?? '1000', '--short'),
    full: countOf(full ?? '20', '--full'),
    jobs: Math.max(1, countOf(jobs ?? String(availableParallelism()), '--jobs')),
    twice: values.twice ?? false,
    scenarios: positionals,
    to,
  }
  if (options.short + options.full === 0) throw new UsageError(`no seed at all tests nothing\n${usage}`)
  return options
}

const parsed = <T>(parse: () => T): T => {
  try {
    return parse()
  } catch (trouble) {
    throw new UsageError(`${trouble instanceof Error ? trouble.message : String(trouble)}\n${usage}`)
  }
}

const countOf = (text: string, option: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new UsageError(`${option} is a whole number, not "${text}"\n${usage}`)
}
