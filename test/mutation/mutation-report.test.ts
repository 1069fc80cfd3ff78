import { expect, test } from 'vitest'

import type { Conditions } from '../../bench/conditions.ts'
import type { Mutant, MutatedSource } from './mutated-source.ts'
import { mutationText } from './mutation-report.ts'

const conditions: Conditions = {
  date: '2026-01-05T09:00:00.000Z',
  processor: 'Some processor',
  cores: 2,
  memoryGb: 16,
  node: 'v26.0.0',
  platform: 'linux x64',
  loadBefore: 0,
}

/** The condition of a choice in the second line. */
const condition = {
  mutatorName: 'ConditionalExpression',
  replacement: 'true',
  location: { start: { line: 2, column: 3 }, end: { line: 2, column: 9 } },
}

const source = [
  'const least = (a: number, b: number) =>',
  '  a <= b ? a : b',
  "throw new Error('no|ne')",
].join('\n')

const withStatuses = (...statuses: readonly Mutant['status'][]): MutatedSource => ({
  source,
  mutants: statuses.map((status) => ({ ...condition, status })),
})

const reportOf = (files: Readonly<Record<string, MutatedSource>>): readonly string[] =>
  mutationText({ conditions, mutate: ['src/engine/merge/**/*.ts', 'src/sim/check/*.ts'], files }).split('\n')

test('killed mutants and endless loops count for the score, survivors and unreached ones against it', () => {
  const lines = reportOf({
    'src/engine/merge/register.ts': withStatuses('Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage'),
  })

  expect(lines).toContain('| engine/merge | 5 | 2 | 1 | 1 | 1 | 0 | 60 % |')
})

test('mutants that no test can judge leave the score alone', () => {
  const lines = reportOf({
    'src/engine/merge/register.ts': withStatuses('Killed', 'Ignored', 'RuntimeError', 'CompileError'),
  })

  expect(lines).toContain('| engine/merge | 4 | 1 | 0 | 0 | 0 | 3 | 100 % |')
})

test('files of one room are added up, and all rooms in the last row', () => {
  const lines = reportOf({
    'src/engine/merge/register.ts': withStatuses('Killed'),
    'src/engine/merge/claims.ts': withStatuses('Survived'),
    'src/sim/check/verdict.ts': withStatuses('Killed', 'Killed'),
  })

  expect(lines).toContain('| engine/merge | 2 | 1 | 0 | 1 | 0 | 0 | 50 % |')
  expect(lines).toContain('| `src/engine/merge/claims.ts` | 1 | 0 | 0 | 1 | 0 | 0 | 0 % |')
  expect(lines).toContain('| all | 4 | 3 | 0 | 1 | 0 | 0 | 75 % |')
})

test('a survivor is shown with its place, its code and the replacement', () => {
  const lines = reportOf({ 'src/engine/merge/register.ts': withStatuses('Survived', 'Killed') })

  expect(lines).toContain('In decisions: 1. In texts, which only people read: 0.')
  expect(lines.filter((line) => line.includes('register.ts:2:3'))).toEqual([
    '| `src/engine/merge/register.ts:2:3` | ConditionalExpression | `a <= b` | `true` |',
  ])
})

test('the code of a survivor stays on one line of a table', () => {
  const overTwoLines = { start: { line: 2, column: 3 }, end: { line: 3, column: 25 } }
  const mutant = { ...condition, replacement: 'a || b', location: overTwoLines, status: 'Survived' } as const
  const lines = reportOf({ 'src/engine/merge/register.ts': { source, mutants: [mutant] } })

  expect(lines.find((line) => line.includes('register.ts:2:3'))).toContain(
    String.raw`| ${'`'}a <= b ? a : b throw new Error('no\|ne')${'`'} | ${'`'}a \|\| b${'`'} |`,
  )
})

test('a text that survives is counted, and not shown', () => {
  const text = { ...condition, mutatorName: 'StringLiteral', status: 'Survived' } as const
  const lines = reportOf({ 'src/sim/check/verdict.ts': { source, mutants: [text] } })

  expect(lines).toContain('In decisions: 0. In texts, which only people read: 1.')
  expect(lines.some((line) => line.includes('verdict.ts:2'))).toBe(false)
})

test('the report names the machine, and what was mutated', () => {
  const text = reportOf({}).join('\n')

  expect(text).toContain('Some processor, 2 cores, 16 GB, Node v26.0.0 on linux x64')
  expect(text).toContain('Mutated: `src/engine/merge/**/*.ts`, `src/sim/check/*.ts`.')
})
