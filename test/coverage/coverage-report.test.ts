import { expect, test } from 'vitest'

import type { Conditions } from '../../bench/conditions.ts'
import { coverageText } from './coverage-report.ts'
import type { FileCoverage } from './coverage-summary.ts'

const conditions: Conditions = {
  date: '2026-01-05T09:00:00.000Z',
  processor: 'Some processor',
  cores: 2,
  memoryGb: 16,
  node: 'v26.0.0',
  platform: 'linux x64',
  loadBefore: 3,
}

const covering = (covered: number, total: number): FileCoverage => ({
  statements: { covered, total },
  branches: { covered: 1, total: 4 },
  functions: { covered: 2, total: 2 },
  lines: { covered, total },
})

const reportOf = (files: Readonly<Record<string, FileCoverage>>): readonly string[] =>
  coverageText({ conditions, files }).split('\n')

test('a room has the share of all its files together, and not the mean of their shares', () => {
  const lines = reportOf({
    'src/engine/merge/claims.ts': covering(10, 10),
    'src/engine/merge/register.ts': covering(0, 30),
    'src/cli/main.ts': covering(5, 10),
  })

  expect(lines).toContain('| engine/merge | 2 | 25.0 % | 25.0 % | 100.0 % | 25.0 % |')
  expect(lines).toContain('| cli | 1 | 50.0 % | 25.0 % | 100.0 % | 50.0 % |')
  expect(lines).toContain('| all | 3 | 30.0 % | 25.0 % | 100.0 % | 30.0 % |')
})

test('a file without code, such as one of types, has no share', () => {
  const nothing = { covered: 0, total: 0 }
  const types = { statements: nothing, branches: nothing, functions: nothing, lines: nothing }

  expect(reportOf({ 'src/sim/check/verdict.ts': types })).toContain(
    '| sim/check | 1 | none | none | none | none |',
  )
})

test('files are listed by the statements that no test ran, and whole ones are not', () => {
  const lines = reportOf({
    'src/plan/small.ts': covering(0, 2),
    'src/plan/large.ts': covering(90, 100),
    'src/plan/whole.ts': covering(7, 7),
  })

  expect(lines.filter((line) => line.startsWith('| `'))).toEqual([
    '| `src/plan/large.ts` | 10 | 90.0 % |',
    '| `src/plan/small.ts` | 2 | 0.0 % |',
  ])
})

test('the report names the machine, and that others were at work', () => {
  const text = reportOf({}).join('\n')

  expect(text).toContain('Some processor, 2 cores, 16 GB, Node v26.0.0 on linux x64')
  expect(text).toContain('the load was 3 before it began')
})
