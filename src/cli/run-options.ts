import { CommandFailure, failureCodes } from './context/command-failure.ts'

const seedMax = 4_294_967_295
/** The most runs in one command. More are probably a typing error. */
const seedsMax = 1_000_000

/** The seeds that were asked for, 1 where none was. Throws CommandFailure on wrong usage. */
export const parseSeeds = (options: {
  readonly seed?: string
  readonly seeds?: string
}): readonly number[] => {
  if (options.seed !== undefined && options.seeds !== undefined)
    throw usage('give either --seed N or --seeds A..B, not both')
  if (options.seeds === undefined) return [options.seed === undefined ? 1 : parseSeed(options.seed, '--seed')]
  const match = /^(.*?)\.\.(.*)$/.exec(options.seeds)
  if (!match) throw usage(`--seeds is a range A..B, such as 1..50, not "${options.seeds}"`)
  const from = parseSeed(match[1] ?? '', '--seeds')
  const to = parseSeed(match[2] ?? '', '--seeds')
  if (from > to) throw usage(`--seeds ${options.seeds} runs backwards: write ${to}..${from}`)
  if (to - from >= seedsMax)
    throw usage(`--seeds ${options.seeds} are ${to - from + 1} seeds, and ${seedsMax} are the most at once`)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

const parseSeed = (text: string, option: string): number => {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (seed <= seedMax) return seed
  throw usage(`${option}: "${text}" is no seed; a seed is a whole number from 0 to ${seedMax}`)
}

export const parseJobs = (text: string | undefined, processors: number): number => {
  if (text === undefined) return processors
  const jobs = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (jobs >= 1 && jobs <= 256) return jobs
  throw usage(`--jobs is a whole number from 1 to 256, not "${text}"`)
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
