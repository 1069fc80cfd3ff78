import { parseArgs } from 'node:util'

export interface RecallOptions {
  /** How many runs are made with each bug at most. */
  readonly runs: number
  readonly runLimitMs: number
  /** How many processes run at once. */
  readonly jobs: number
  /** The bugs to plant; none means all. */
  readonly ids: readonly string[]
  /** The report's name in `reports/`. */
  readonly to: string
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const usage = 'npm run planted -- [--runs N] [--run-seconds N] [--jobs N] [--to NAME] [ID…]'

/** Throws UsageError if an option is unknown or no positive whole number. */
export const recallOptions = (words: readonly string[]): RecallOptions => {
  const { values, positionals } = parsed(words)
  const { to } = values
  if (!/^[a-z][a-z0-9-]*$/.test(to))
    throw new UsageError(`--to is a name such as planted, not "${to}"\n${usage}`)
  return {
    runs: countOf(values.runs, '--runs'),
    runLimitMs: countOf(values['run-seconds'], '--run-seconds') * 1000,
    jobs: countOf(values.jobs, '--jobs'),
    ids: positionals,
    to,
  }
}

const parsed = (words: readonly string[]) => {
  const option = (text: string) => ({ type: 'string', default: text }) as const
  const options = {
    runs: option('15'),
    'run-seconds': option('120'),
    jobs: option('2'),
    to: option('planted'),
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (trouble) {
    throw new UsageError(`${trouble instanceof Error ? trouble.message : String(trouble)}\n${usage}`)
  }
}

const countOf = (text: string, option: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new UsageError(`${option} is a positive whole number, not "${text}"\n${usage}`)
}
