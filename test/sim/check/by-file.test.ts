import { expect, test } from 'vitest'

import { acknowledgedWorkJudge } from '../../../src/sim/check/acknowledged-work.ts'
import { expectedConflicts } from '../../../src/sim/check/by-file.ts'
import { conflictsListedJudge } from '../../../src/sim/check/conflicts-listed.ts'
import { nothingTakenBackJudge } from '../../../src/sim/check/nothing-taken-back.ts'
import { sameStateJudge } from '../../../src/sim/check/same-state.ts'
import { balance, look, recording, screen, secondUs, wrote } from './recording.ts'

/** Two client files, of two copies each, in which the same register was written: nobody is in conflict with anybody. */
const twoFiles = (changes: Parameters<typeof recording>[0] = {}) =>
  recording({
    files: [
      ['ann', 'bob'],
      ['cora', 'dan'],
    ],
    writes: [wrote('ann-1'), wrote('cora-1', { copy: 'cora', author: 'cora' })],
    samples: [
      look('bob', ['ann-1'], { [balance]: ['ann-1'] }),
      look('dan', ['cora-1'], { [balance]: ['cora-1'] }),
    ],
    finals: [
      ...['ann', 'bob'].map((copy) => look(copy, ['ann-1'], { [balance]: ['ann-1'] })),
      ...['cora', 'dan'].map((copy) => look(copy, ['cora-1'], { [balance]: ['cora-1'] })),
    ],
    states: ['ann', 'bob', 'cora', 'dan'].map((copy) => ({
      copy,
      state: 'ab'.includes(copy[0] ?? '') ? 'x' : 'y',
    })),
    ...changes,
  })

const judges = [acknowledgedWorkJudge, conflictsListedJudge, sameStateJudge]

test('what is written in one client file is nothing to another', () => {
  expect(judges.map((check) => check.verdict(twoFiles())?.holds)).toEqual([true, true, true])
  // Taken for one file, it would be one whose work was lost and whose copies part.
  const asOne = twoFiles({ files: [['ann', 'bob', 'cora', 'dan']] })
  expect(acknowledgedWorkJudge.verdict(asOne)?.holds).toBe(false)
  expect(sameStateJudge.verdict(asOne)?.holds).toBe(false)
  expect(expectedConflicts(twoFiles().writes, twoFiles().files)).toEqual({ open: 0, resolved: 0 })
})

test('what goes wrong in either of them is found', () => {
  const { finals, states } = twoFiles()
  const lost = finals.map((final) => (final.copy === 'dan' ? look('dan', [], {}) : final))
  const apart = states.map((each) => (each.copy === 'dan' ? { ...each, state: 'z' } : each))

  expect(acknowledgedWorkJudge.verdict(twoFiles({ finals: lost }))).toMatchObject({
    id: 'S1',
    holds: false,
    detail: expect.stringContaining('dan never received cora-1'),
  })
  expect(sameStateJudge.verdict(twoFiles({ states: apart }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('dan differs from cora'),
  })
})

test('a file in which there was nothing to look at has shown nothing', () => {
  const { finals, writes } = twoFiles()
  const only = { finals: finals.slice(0, 2), writes: writes.slice(0, 1) }

  expect(acknowledgedWorkJudge.verdict(twoFiles(only))?.holds).toBe(false)
})

test('what is written in one file and shows in a copy of the other is found', () => {
  const { finals } = twoFiles()
  const strayed = finals.map((final) =>
    final.copy === 'dan' ? look('dan', ['cora-1', 'ann-1'], { [balance]: ['cora-1', 'ann-1'] }) : final,
  )

  expect(conflictsListedJudge.verdict(twoFiles({ finals: strayed }))?.holds).toBe(false)
})

test('of one client file the verdict names no file', () => {
  const { files } = recording()

  expect(files.length).toBeLessThan(2)
  expect(acknowledgedWorkJudge.verdict(recording())?.detail).toMatch(/^\d+ acknowledged writes/)
})

test('all files are reported where all hold, and else those alone that do not', () => {
  const states = twoFiles().states.map((each) => (each.copy === 'dan' ? { ...each, state: 'z' } : each))

  expect(sameStateJudge.verdict(twoFiles())?.detail).toBe(
    'in 2 client files: 2 copies compared; 2 copies compared',
  )
  expect(sameStateJudge.verdict(twoFiles({ states }))?.detail).toBe(
    'in 2 client files: dan differs from cora: "z" against "y" (2 copies compared)',
  )
})

const looksAt = (copy: string, id: string) => [screen(copy, 10, [id]), screen(copy, 60, [id])]
const screens = [...looksAt('ann', 'ann-1'), ...looksAt('cora', 'cora-1')]
const statuses = ['ann', 'cora'].map((copy) => ({ copy, untilUs: 2 * secondUs }))

test.each([
  [
    'screens',
    { observations: looksAt('ann', 'ann-1'), sentReports: statuses },
    'no screen was looked at twice',
  ],
  ['statuses', { observations: screens, sentReports: statuses.slice(0, 1) }, 'no status ever said'],
])('%s of one file say nothing about another', (_what, changes, told) => {
  const day = { observations: screens, sentReports: statuses }

  expect(nothingTakenBackJudge.verdict(twoFiles(day))?.holds).toBe(true)
  expect(nothingTakenBackJudge.verdict(twoFiles(changes))).toMatchObject({
    holds: false,
    detail: expect.stringContaining(told),
  })
})

test('the conflicts of all files are added up', () => {
  const { files, writes } = twoFiles()
  const rivals = [wrote('bob-1', { copy: 'bob' }), wrote('dan-1', { copy: 'dan' })]

  expect(expectedConflicts([...writes, ...rivals], files)).toEqual({ open: 2, resolved: 0 })
})
