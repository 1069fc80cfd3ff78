import { expect, test } from 'vitest'

import { sourcesUnder } from '../house/repository.ts'
import { isMutated } from './is-mutated.ts'
import { mutatedFiles } from './mutated-files.ts'

test.each([
  ['src/sim/check/verdict.ts', true],
  ['src/sim/check/oracle/registry.ts', true],
  ['src/sim/record/recording.ts', false],
  ['src/engine/merge/register.ts', true],
  ['src/engine/merge/claims.ts', false],
])('of some globs, %s is mutated: %j', (file, expected) => {
  const globs = [
    'src/sim/check/**/*.ts',
    'src/engine/merge/*.ts',
    '!src/engine/merge/c*.ts',
    'src/plan/plan.ts:3-9',
  ]

  expect(isMutated(file, globs)).toBe(expected)
  expect(isMutated('src/plan/plan.ts', globs)).toBe(true)
})

test('every glob of a whole run finds a file', () => {
  const sources = sourcesUnder('src')

  expect(mutatedFiles.filter((glob) => !sources.some((file) => isMutated(file, [glob])))).toEqual([])
})
