import { expect, test } from 'vitest'

import { sameStateJudge } from '../../../src/sim/check/same-state.ts'
import { recording } from './recording.ts'

const states = (...texts: readonly string[]) =>
  recording({ states: texts.map((state, index) => ({ copy: `copy-${index + 1}`, state })) })

test('S3 accepts copies equal to the last byte', () => {
  expect(sameStateJudge.verdict(recording())).toEqual({
    id: 'S3',
    holds: true,
    detail: '2 copies compared',
  })
})

test('S3 refuses a state that differs, and says where', () => {
  const verdict = sameStateJudge.verdict(states('a\nb\nc', 'a\nb\nc', 'a\nB\nc'))

  expect(verdict?.holds).toBe(false)
  expect(verdict?.detail).toContain('copy-3 differs from copy-1: "B" against "b"')
})

test('S3 shows values without the ids of their events', () => {
  const lines = ['0'.repeat(16), '1'.repeat(16)].map(
    (log, index) => `t/1.amount\t${log}.17="n${index}" by ann`,
  )

  expect(sameStateJudge.verdict(states(...lines))?.detail).toContain(
    'copy-2 differs from copy-1: "t/1.amount "n1" by ann" against "t/1.amount "n0" by ann"',
  )
})

test('S3 shows the ids of events if nothing else differs', () => {
  const lines = ['0'.repeat(16), '1'.repeat(16)].map((log) => `t/1.amount\t${log}.7="n" by ann`)

  expect(sameStateJudge.verdict(states(...lines))?.detail).toContain('1111111111111111.7="n"')
})

test.each([
  ['a line less', 'a\nb', 'a\nb\nc'],
  ['a line more', 'a\nb\nc', 'a\nb'],
  ['another order', 'a\nb', 'b\na'],
  ['nothing at all', 'a\nb', ''],
])('S3 refuses a copy that has %s', (_what, one, other) => {
  expect(sameStateJudge.verdict(states(one, other))?.holds).toBe(false)
})

test('S3 names the first line that one side lacks', () => {
  expect(sameStateJudge.verdict(states('a\nb\nc', 'a\nb'))?.detail).toContain('"" against "c"')
  expect(sameStateJudge.verdict(states('a\nb', 'a\nb\nc'))?.detail).toContain('"c" against ""')
})

test('S3 refuses a run that has not healed', () => {
  expect(sameStateJudge.verdict(recording({ healed: false }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('time for healing was over'),
  })
})

test.each([[[]], [['alone']]])('S3 refuses to judge fewer than two: %j', (texts) => {
  expect(sameStateJudge.verdict(states(...texts))?.detail).toContain('no two copies to compare')
})

test.each([
  ['values', 'x', 'y'],
  ['ids', `${'0'.repeat(16)}.7=`, `${'1'.repeat(16)}.7=`],
])('S3 shows the beginning alone of long lines that differ in %s', (_what, one, other) => {
  const detail = sameStateJudge.verdict(states(one.padEnd(500, '-'), other.padEnd(500, '-')))?.detail ?? ''

  expect(detail).toContain(`"${other}`)
  expect(detail.length).toBeLessThan(350)
})
