import { describe, expect, test } from 'vitest'

import { junitText } from '../../src/reporter/junit.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { checkOf, failedRecordOf, recordOf } from '../ui/support/runs.ts'
import { junitFaults } from './junit-structure.ts'
import { parseXml, type XmlNode } from './xml-document.ts'

const parsed = (...records: readonly RunRecord[]): XmlNode => parseXml(junitText(records))

const every = (node: XmlNode, name: string): readonly XmlNode[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap((child) => every(child, name)),
]

const crashed = recordOf({ verdict: 'crashed', reason: 'it broke\nin the middle', checks: [], seed: 3 })
const cut = recordOf({ verdict: 'interrupted', reason: 'it had not begun', checks: [], seed: 4 })
const unjudged = recordOf({ s10: 'not-judged', checks: [checkOf('S1')], seed: 5 })
const never = recordOf({
  sometimes: [{ what: 'a <session> is refused', seedsMin: 1, happened: false }],
  seed: 6,
})
const all = [recordOf(), failedRecordOf({ seed: 2 }), crashed, cut, unjudged, never]

test('a report of every kind of run is valid by the schema of Jenkins', () => {
  expect(junitFaults(parsed(...all))).toEqual([])
  expect(junitFaults(parsed())).toEqual([])
})

test('the structure that is tested against does refuse', () => {
  const source =
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites skipped="1"><testcase time="1s"/></testsuites>'

  expect(junitFaults(parseXml(source))).toEqual([
    '<testsuites> may not have skipped',
    '<testsuites> may not hold <testcase>',
    '<testcase> lacks name',
    'the time "1s" is malformed',
  ])
})

test('a run is a suite, with a case for the run and one for each check', () => {
  const [suite] = every(parsed(recordOf({ checks: [checkOf('S1'), checkOf('plan')] })), 'testsuite')

  expect(suite?.attributes).toEqual({
    name: 'field-team.full.seed-1',
    tests: '3',
    failures: '0',
    errors: '0',
    skipped: '0',
    time: '21.400',
  })
  expect(suite && every(suite, 'testcase').map(({ attributes: { name, time } }) => [name, time])).toEqual([
    ['the run comes to its end', '21.400'],
    ['S1 no work lost', '0.000'],
    ['plan plan carried out', '0.000'],
  ])
})

test('a check that fails is a failure with its finding and the command that repeats it', () => {
  const [failure] = every(parsed(failedRecordOf()), 'failure')

  expect(failure).toMatchObject({
    attributes: { type: 'S8', message: 'laptop-07 waited 41 min, the bound is 26 min' },
    text: expect.stringMatching(/the bound is 26 min\nrun it again: npx shakedown run field-team --seed 1$/),
  })
})

test.each([
  ['a crash is an error', crashed, 'error', 'it broke'],
  ['an interrupted run is skipped', cut, 'skipped', 'interrupted: it had not begun'],
  ['S10 is skipped unless it was judged', unjudged, 'skipped', 'not judged: the run was executed once'],
  ['something that never happened is a failure', never, 'failure', 'never happened in 1 seeds'],
] as const)('%s', (_what, record, kind, message) => {
  expect(every(parsed(record), kind).map(({ attributes }) => attributes['message'])).toEqual([message])
})

test('the counts of each level are the numbers of its cases', () => {
  const root = parsed(...all)

  for (const level of [root, ...every(root, 'testsuite')]) {
    const { tests, failures, errors } = level.attributes
    const counted = ['testcase', 'failure', 'error'].map((name) => String(every(level, name).length))
    expect([tests, failures, errors]).toEqual(counted)
  }
})

test('no two cases share class and name, since GitLab would take them for one', () => {
  const names = every(parsed(...all), 'testcase').map(
    ({ attributes: { classname, name } }) => `${classname} ${name}`,
  )

  expect(new Set(names).size).toBe(names.length)
})

describe('text that XML cannot hold as it is', () => {
  const shown = (detail: string) => {
    const [failure] = every(parsed(failedRecordOf({ checks: [checkOf('S1', false, detail)] })), 'failure')
    return { message: failure?.attributes['message'], text: failure?.text.split('\nrun it again')[0] }
  }

  test.each(['<a> & "b" \'c\' ]]>', 'two\nlines\tand\r\nmore', 'ünï 😀 \u{10FFFF}'])(
    '%j survives',
    (detail) => {
      expect(shown(detail)).toEqual({ message: detail, text: detail })
    },
  )

  test.each([
    ['a terminal sequence', '\u001B[31mred\u0000', '\uFFFD[31mred\uFFFD'],
    ['half a pair', 'a\uD800b', 'a\uFFFDb'],
    ['a noncharacter', 'a\uFFFEb\uFFFF', 'a\uFFFDb\uFFFD'],
  ])('%s is replaced', (_what, detail, replaced) => {
    expect(shown(detail)).toEqual({ message: replaced, text: replaced })
  })
})
