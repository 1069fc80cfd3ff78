import { expect, test } from 'vitest'

import { bundledScenarios } from '../../../src/harness/index.ts'
import { runDocumentSchema } from '../../../src/result/run-record.ts'
import { shakedown } from './terminal.ts'

const quickDay = 'test/harness/fixtures/quick-day.ts'
const others = bundledScenarios().length

test('a start makes a full day of the named scenario, executed once, and short forms of all others', async () => {
  const { code, out } = await shakedown(['start', quickDay], {
    onOutput: (text, pressCtrlC) => {
      if (/quick-day .*\n/.test(text)) pressCtrlC()
    },
  })

  const lines = out.split('\n')
  const fullDay = out.slice(0, out.indexOf('short', out.indexOf('quick-day')))
  const ofForm = (form: string) => lines.filter((line) => line.includes(` seed 1    ${form}`))
  expect(code).toBe(130)
  expect(ofForm('full')).toEqual([expect.stringMatching(/^passed +quick-day /)])
  expect(fullDay).toMatch(/run once[^]* 8 of 8 checks hold, S10 not judged/)
  expect(
    ofForm('short')
      .map((line) => line.split(/ +/)[1])
      .toSorted((a = '', b = '') => (a < b ? -1 : 1)),
  ).toEqual(bundledScenarios().map(({ name }) => name))
})

test('without a terminal a start says at once what it begins, with field-team in front', async () => {
  const { code, out } = await shakedown(['start'], {
    onOutput: (text, pressCtrlC) => {
      if (text.includes('\n')) pressCtrlC()
    },
  })

  expect(code).toBe(130)
  expect(out).toMatch(new RegExp(`^${others} runs on \\d+ workers?: 1 full day, ${others - 1} short forms\n`))
  expect(out).toMatch(/^interrupted +field-team +seed 1 +full$/m)
})

test('with --full a start makes a full day of each', async () => {
  const { out } = await shakedown(['start', '--full'], {
    onOutput: (text, pressCtrlC) => {
      if (text.includes('\n')) pressCtrlC()
    },
  })

  expect(out).toMatch(new RegExp(`^${others} runs on \\d+ workers?: ${others} full days\n`))
})

test('with --full and names a start makes full days of those alone', async () => {
  const { out } = await shakedown(['start', '--full', quickDay, '--reporter', 'json'])

  const { runs } = runDocumentSchema.parse(JSON.parse(out))
  expect(runs.map(({ scenario, form, s10 }) => [scenario, form, s10])).toEqual([
    ['quick-day', 'full', 'judged'],
  ])
})
