import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { planSchema } from '../../../src/plan/plan.ts'
import { runDocumentSchema } from '../../../src/result/run-record.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { type Left, shakedown } from './terminal.ts'
import { typed } from './typed.ts'

const quickDay = 'test/harness/fixtures/quick-day.ts'
const drawn = [quickDay, '--seed', '3', '--short']
const firstRun = ({ out }: Left) => runDocumentSchema.parse(JSON.parse(out)).runs[0]

/** The path of a file with the plan of a quick day. */
const planFile = async (): Promise<string> => {
  const file = join(freshFolder(), 'plan.json')
  const { code, err } = await typed(['plan', ...drawn, '--out', file])
  expect([code, err]).toEqual([0, ''])
  return file
}

describe('plan', () => {
  test('shows people and items by time within the width', async () => {
    const { code, out, err } = await typed(['plan', 'rough-day', '--short'])

    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^rough-day, seed 1, short form, 09:00 to 09:30, \d+ items\n/)
    expect(out).toMatch(/\nPeople \(9\)\n {2}lead \(lead\): lead\n {2}staff \(auditor\): ann-staff, /)
    expect(out).toMatch(/\n {2}09:\d\d:\d\d vpn down office-vpn, lasts /)
    expect(out).toMatch(/\n {2}09:\d\d:\d\d ann-staff opens their copy\n/)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  test('prints as JSON the plan that it writes', async () => {
    const printed = await typed(['plan', ...drawn, '--json'])

    expect(printed.out).toBe(readFileSync(await planFile(), 'utf8'))
    expect(planSchema.parse(JSON.parse(printed.out))).toMatchObject({ scenario: 'quick-day', seed: 3 })
  })

  test('replaces an earlier plan and keeps every other file', async () => {
    const file = await planFile()
    const again = await typed(['plan', quickDay, '--seed', '4', '--out', file])
    expect([again.code, planSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).seed]).toEqual([0, 4])

    writeFileSync(file, 'my notes')
    const { code, err } = await typed(['plan', ...drawn, '--out', file])

    expect(code).toBe(2)
    expect(err).toContain('exists and is no plan; move it away')
    expect(readFileSync(file, 'utf8')).toBe('my notes')
  })
})

describe('replay', () => {
  test('makes the run that the plan was drawn for', async () => {
    const file = await planFile()
    const [replayed, run] = await Promise.all([
      shakedown(['replay', file, '--reporter', 'json']),
      shakedown(['run', ...drawn, '--reporter', 'json']),
    ])

    const again = firstRun(replayed)
    expect([replayed.code, replayed.err, run.code]).toEqual([0, '', 0])
    expect(again).toEqual({ ...firstRun(run), command: again?.command, wall: again?.wall })
    expect(again?.trace.events).toBeGreaterThan(0)
    expect(again?.command).toMatch(/ replay \S*plan\.json$/)
  })

  test('runs an edited plan, which leaves another trace', async () => {
    const file = await planFile()
    const before = firstRun(await typed(['replay', file, '--reporter', 'json']))
    const plan = planSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    writeFileSync(
      file,
      JSON.stringify({ ...plan, work: { ...plan.work, items: plan.work.items.toSpliced(-1, 1) } }),
    )

    const left = await typed(['replay', file, '--reporter', 'json'])

    const after = firstRun(left)
    expect([left.code, after?.verdict]).toEqual([0, 'passed'])
    expect(after?.measures.editsMade).toBe((before?.measures.editsMade ?? 0) - 1)
    expect(after?.trace.hash).not.toBe(before?.trace.hash)
  })

  test('writes the plan it executed to its results', async () => {
    const file = await planFile()
    const folder = freshFolder()

    await typed(['replay', file, '--out', folder])

    const kept = readFileSync(join(folder, 'plans', 'quick-day-3.json'), 'utf8')
    expect(kept).toBe(readFileSync(file, 'utf8'))
  })

  test.each<[string, string, string]>([
    ['not JSON', 'my notes', 'is not JSON'],
    ['of an earlier schema', '{"schema":"shakedown.plan/1"}', 'only "shakedown.plan/3" is replayed'],
    ['not complete', '{"schema":"shakedown.plan/3"}', '"scenario" is missing'],
  ])('refuses a file that is %s before anything runs', async (_what, text, message) => {
    const file = join(freshFolder(), 'plan.json')
    writeFileSync(file, text)

    const { code, out, err } = await typed(['replay', file])

    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^shakedown: plan file [^\n]*\n$/)
    expect(err).toContain(message)
  })

  test('says how to write a plan if the file is not there', async () => {
    const { code, err } = await typed(['replay', 'nothing.json'])

    expect(code).toBe(2)
    expect(err).toContain('there is no such file; `shakedown plan NAME --seed N --out FILE` writes one')
  })
})
