import { expect, test } from 'vitest'

import { runAsTests } from '../../src/harness/vitest-bridge.ts'

const passes = (title: string) => ({ title, run: () => Promise.resolve() })
const fails = (title: string, message: string) => ({ title, run: () => Promise.reject(new Error(message)) })

test('each case has its outcome, in order', async () => {
  const outcomes = await runAsTests('scenario.ts', 'field-team', [
    passes('seed 1'),
    fails('seed 2', 'S8 did not hold'),
    passes('seed 3'),
  ])

  expect(outcomes).toEqual([
    { title: 'seed 1', error: null },
    { title: 'seed 2', error: 'S8 did not hold' },
    { title: 'seed 3', error: null },
  ])
})

test('cases run one after the other', async () => {
  const diary: string[] = []
  const slow = (title: string) => ({
    title,
    run: async () => {
      diary.push(`${title} begins`)
      await Promise.resolve()
      diary.push(`${title} ends`)
    },
  })

  await runAsTests('scenario.ts', 'field-team', [slow('a'), slow('b')])

  expect(diary).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test('one file may be run again in one thread', async () => {
  const first = await runAsTests('scenario.ts', 'field-team', [passes('seed 1')])
  const second = await runAsTests('scenario.ts', 'field-team', [fails('seed 1', 'no')])

  expect([first, second].flat().map(({ error }) => error)).toEqual([null, 'no'])
})

test('a case of an odd name keeps it', async () => {
  const [outcome] = await runAsTests('scenario.ts', 'a %s suite', [passes('seed %i $x')])

  expect(outcome).toEqual({ title: 'seed %i $x', error: null })
})
