import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

export interface CampaignOptions {
  /** Seeds of each short form, and of each full day. */
  readonly short: number
  readonly full: number
  readonly jobs: number
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const usage = 'npm run campaign -- [--short N] [--full N] [--jobs N]'

/** Throws UsageError. */
export const campaignOptions = (words: readonly string[]): CampaignOptions => {
  const text = { type: 'string' } as const
  const { short, full, jobs } = parsed(() => {
    return parseArgs({ args: [...words], options: { short: text, full: text, jobs: text } }).values
  })
  const options = {
    short: countOf(short ?? '1000', '--short'),
    full: countOf(full ?? '20', '--full'),
    jobs: Math.max(1, countOf(jobs ?? String(availableParallelism()), '--jobs')),
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
