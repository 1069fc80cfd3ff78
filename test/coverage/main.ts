// `npm run coverage`: keeps the figures of all tests in reports/. Prints those of named tests, or of tests that failed.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { startVitest } from 'vitest/node'

import { currentConditions } from '../../bench/conditions.ts'
import { root } from '../house/repository.ts'
import { coverageText } from './coverage-report.ts'
import { coverageSummary, type FileCoverage } from './coverage-summary.ts'

const reportsDirectory = join(root, 'reports', 'out', 'coverage')

const main = async (tests: readonly string[]): Promise<number> => {
  const conditions = currentConditions()
  rmSync(reportsDirectory, { recursive: true, force: true })
  const vitest = await startVitest('test', [...tests], {
    root,
    watch: false,
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['json-summary'],
      reportOnFailure: true,
      reportsDirectory,
    },
  })
  await vitest.close()
  const hasFailed = Number(process.exitCode ?? 0) !== 0
  const text = coverageText({ conditions, files: coveredFiles() })
  if (tests.length === 0 && !hasFailed) writeFileSync(join(root, 'reports', 'coverage.md'), text)
  else process.stdout.write(text)
  if (!hasFailed) return 0
  process.stderr.write('coverage: a test failed, so no report is kept. See above, and try again.\n')
  return 1
}

const coveredFiles = (): Readonly<Record<string, FileCoverage>> => {
  const summary = coverageSummary.parse(
    JSON.parse(readFileSync(join(reportsDirectory, 'coverage-summary.json'), 'utf8')),
  )
  const rows = Object.entries(summary).filter(([file]) => file !== 'total')
  return Object.fromEntries(rows.map(([file, coverage]) => [relative(root, file), coverage]))
}

process.exitCode = await main(process.argv.slice(2))
