import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { runDocumentSchema } from '../../../src/result/run-record.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { shakedown } from './terminal.ts'

const asked = ['server-single', '--on', 'office-parent', '--short']
const leftOut = 'fault left out: serverSlows names "server", but there is no such serverHost; there are none'
const words = (out: string): string => out.replaceAll(/\s+/g, ' ')

test('run --on runs the people of one scenario on another topology, and reports the fault it left out and how to repeat it', async () => {
  const file = join(freshFolder(), 'run.json')
  const reporters = ['--reporter', 'plain', '--reporter', `json=${file}`]

  const { code, out, err } = await shakedown(['run', ...asked, ...reporters])

  const [record] = runDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).runs
  expect([code, err, record?.verdict]).toEqual([0, '', 'passed'])
  expect(words(out)).toContain(`on the topology of office-parent ${leftOut}`)
  expect(record?.on).toEqual({ scenario: 'office-parent', leftOut: [leftOut] })
  expect(record?.command).toMatch(/ run server-single --on office-parent --seed 1 --short$/)
  expect(words(out)).toMatch(/document picks \d+ of \d+ as planned/)

  // The command that is printed makes the same run.
  const repeat = record?.command.split(' ').slice(2) ?? []
  const again = await shakedown([...repeat, '--reporter', 'json'])
  expect(runDocumentSchema.parse(JSON.parse(again.out)).runs[0]?.trace).toEqual(record?.trace)
})

test('plan --on prints a topology, and below it the fault that was not carried over', async () => {
  const { code, out } = await shakedown(['plan', ...asked])

  expect(code).toBe(0)
  expect(words(out)).toContain(`Not carried over ${leftOut}`)
  expect(out).toMatch(/\nTopology\n {2}file-server office\n/)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test.each([
  ['an unknown scenario', ['field-team', '--on', 'vpn-rely'], 'did you mean "vpn-relay"?'],
  [
    'a scenario with a machine for nobody',
    ['balanced-failover', '--on', 'field-team'],
    'field-team has a machine for nobody of balanced-failover; give a group of both one name',
  ],
])('--on refuses %s before anything runs', async (_what, typed, message) => {
  const { code, out, err } = await shakedown(['run', ...typed, '--short'])

  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(message)
})
