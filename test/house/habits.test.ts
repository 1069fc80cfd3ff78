import { expect, test } from 'vitest'

import { sourcesUnder, textOf } from './repository.ts'

const rooms = /^src\/(plan|engine|access|real|sim|scenario|harness|result|reporter|ui|cli)\//
const inSrc = sourcesUnder('src')
const inTest = sourcesUnder('test')

test('there are sources to judge', () => {
  expect(inSrc.length).toBeGreaterThan(0)
  expect(inTest.length).toBeGreaterThan(0)
})

test('every source stands in a room', () => {
  expect(inSrc.filter((file) => !rooms.test(file))).toEqual([])
})

test('no source keeps state in a module', () => {
  const state = /^(?:export )?(?:let|var) |^(?:export )?const \w+ = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)/m
  expect(inSrc.filter((file) => state.test(textOf(file)))).toEqual([])
})

test('no file is named after nothing in particular', () => {
  const vague = /(^|[/-])(utils?|helpers?|misc|common)([-./]|$)/
  expect([...inSrc, ...inTest].filter((file) => vague.test(file))).toEqual([])
})

test('no source is longer than 300 lines', () => {
  const lines = (file: string) => textOf(file).trimEnd().split('\n').length
  expect(inSrc.filter((file) => lines(file) > 300)).toEqual([])
})

test('no test is skipped, singled out or promised', () => {
  const chained = /\b(?:test|it|describe|suite|bench)(?:\.\w+)*\.(?:skip|skipIf|runIf|only|todo)\b/
  const prefixed = /\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/
  const judged = inTest.filter((file) => file !== 'test/house/habits.test.ts')
  expect(judged.filter((file) => [chained, prefixed].some((way) => way.test(textOf(file))))).toEqual([])
})

test('one file alone knows the scenario runner', () => {
  const importers = inSrc.filter((file) => textOf(file).includes("'@vitest/runner"))
  expect(importers.length).toBeLessThanOrEqual(1)
})

test('nothing switches the linter or the compiler off', () => {
  const silenced = /(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)/
  expect(inSrc.filter((file) => silenced.test(textOf(file)))).toEqual([])
})
