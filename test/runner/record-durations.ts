// Run by Node: turns Vitest's JSON report (first argument) into durations.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'

import { z } from 'zod'

import { root } from '../house/repository.ts'

const report = z.object({
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
})

const [file = ''] = process.argv.slice(2)
const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')))
const durations = testResults
  .map(
    ({ name, startTime, endTime }) =>
      [relative(root, name), Math.round((endTime - startTime) / 1000)] as const,
  )
  .filter(([, seconds]) => seconds > 0)
  .toSorted(([, one], [, other]) => other - one)
writeFileSync(
  new URL('durations.json', import.meta.url),
  `${JSON.stringify(Object.fromEntries(durations), null, 2)}\n`,
)
