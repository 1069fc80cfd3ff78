import { expect, test } from 'vitest'

import { mutatedFiles } from './mutated-files.ts'
import { mutationOptions, UsageError } from './mutation-options.ts'

test('without options, everything is mutated by two workers', () => {
  expect(mutationOptions([])).toEqual({ mutate: mutatedFiles, isWhole: true, concurrency: 2, force: false })
})

test('a part is named by files, separated by commas', () => {
  const options = mutationOptions(['--mutate', 'src/engine/merge/register.ts,src/sim/check/**/*.ts'])

  expect(options.mutate).toEqual(['src/engine/merge/register.ts', 'src/sim/check/**/*.ts'])
  expect(options.isWhole).toBe(false)
})

test.each([
  [['--concurrency', '0'], '--concurrency is a positive whole number, not "0"'],
  [['--mutate', 'test/engine/merge'], '--mutate names files of src, not "test/engine/merge"'],
  [['--quick'], "Unknown option '--quick'"],
])('%j is refused', (words, message) => {
  expect(() => mutationOptions(words)).toThrow(UsageError)
  expect(() => mutationOptions(words)).toThrow(message)
})
