import { parseArgs } from 'node:util'

import { mutatedFiles } from './mutated-files.ts'

export interface MutationOptions {
  /** Globs of the files to mutate, each with an optional range of lines. */
  readonly mutate: readonly string[]
  /** Everything is mutated, so the result is a report and not a look at a part. */
  readonly isWhole: boolean
  readonly concurrency: number
  /** Judges mutants again whose code and tests are unchanged. */
  readonly force: boolean
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const usage = 'npm run mutate -- [--mutate FILES] [--concurrency N] [--force]'

/** Throws UsageError if an option is unknown or malformed. */
export const mutationOptions = (words: readonly string[]): MutationOptions => {
  const { mutate, concurrency, force } = parsed(words)
  if (!/^[1-9]\d?$/.test(concurrency))
    throw new UsageError(`--concurrency is a positive whole number, not "${concurrency}"\n${usage}`)
  const globs = mutate?.split(',') ?? mutatedFiles
  const outside = globs.find((glob) => !/^!?src\//.test(glob))
  if (outside !== undefined) throw new UsageError(`--mutate names files of src, not "${outside}"\n${usage}`)
  return { mutate: globs, isWhole: mutate === undefined, concurrency: Number(concurrency), force }
}

const parsed = (words: readonly string[]) => {
  const options = {
    mutate: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
    force: { type: 'boolean', default: false },
  } as const
  try {
    return parseArgs({ args: [...words], options }).values
  } catch (trouble) {
    throw new UsageError(`${trouble instanceof Error ? trouble.message : String(trouble)}\n${usage}`)
  }
}
