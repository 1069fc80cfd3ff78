// `npm run mutate`: keeps the report of a whole run in reports/, and prints that of a part.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { currentConditions } from '../../bench/conditions.ts'
import { root } from '../house/repository.ts'
import { mutationOptions, UsageError } from './mutation-options.ts'
import { mutationText } from './mutation-report.ts'
import { runMutations } from './mutation-run.ts'

const main = async (words: readonly string[]): Promise<number> => {
  const options = mutationOptions(words)
  const conditions = currentConditions()
  const files = await runMutations(options)
  if (Object.keys(files).length === 0)
    throw new UsageError(`nothing to mutate in ${options.mutate.join(', ')}`)
  const text = mutationText({ conditions, mutate: options.mutate, files })
  if (options.isWhole) writeFileSync(join(root, 'reports', 'mutation.md'), text)
  else process.stdout.write(text)
  return 0
}

process.exitCode = await main(process.argv.slice(2)).catch((trouble: unknown) => {
  if (!(trouble instanceof UsageError)) throw trouble
  process.stderr.write(`mutate: ${trouble.message}\n`)
  return 2
})
