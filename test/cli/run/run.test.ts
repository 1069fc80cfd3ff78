import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { bundledScenarios } from '../../../src/harness/index.ts'
import { planSchema } from '../../../src/plan/plan.ts'
import { runDocumentSchema } from '../../../src/result/run-record.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { root } from '../../house/repository.ts'
import { type Left, shakedown } from './terminal.ts'
import { typed } from './typed.ts'

const quickDay = 'test/harness/fixtures/quick-day.ts'
const plantedHolder = 'test/harness/fixtures/planted-holder.ts'
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))
const documentOf = ({ out }: Left) => runDocumentSchema.parse(JSON.parse(out))
/** What is said while nothing finishes depends on how busy the machine is. */
const withoutProgress = (out: string): readonly string[] =>
  out
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('under way: '))
const bundled = bundledScenarios().map(({ name }) => name)

test('list prints the bundled scenarios with their stories', async () => {
  const { code, out, err } = await typed(['list'])

  expect([code, err]).toEqual([0, ''])
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[0]),
  ).toEqual(bundled)
  expect(out).toMatch(/^field-team +A peer parent and 24 colleagues/m)
})

test('without a terminal each scenario has its line', async () => {
  const { code, out, err } = await shakedown(['run', 'vpn-relay', quickDay, '--short'])

  const [opening, ...lines] = withoutProgress(out)
  expect([code, err]).toEqual([0, ''])
  expect(opening).toMatch(/^2 runs on [12] workers?: 2 short forms$/)
  expect(
    lines
      .filter((line) => line.startsWith('passed'))
      .map((line) => line.split(/ +/).slice(0, 2).join(' '))
      .toSorted(),
  ).toEqual(['passed quick-day', 'passed vpn-relay'])
  expect(lines.at(-1)).toBe('2 runs: 2 passed, 0 failed')
  expect(out).toMatch(/vpn-relay [^]*9 of 9 checks hold[^]*longest wait .*, bound/)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('the json reporter prints one document alone', async () => {
  const left = await shakedown(['run', quickDay, '--seeds', '3..5', '--reporter', 'json'])

  expect([left.code, left.err]).toEqual([0, ''])
  expect(
    documentOf(left).runs.map(
      ({ scenario, seed, form, verdict }) => `${scenario} ${seed} ${form} ${verdict}`,
    ),
  ).toEqual([3, 4, 5].map((seed) => `quick-day ${seed} full passed`))
})

test('of several seeds, the first alone is judged by S10, and each record says so', async () => {
  const { runs } = documentOf(await typed(['run', quickDay, '--seeds', '3..4', '--reporter', 'json']))

  expect(runs.map(({ s10, wall, checks }) => [s10, wall.executions, checks.length])).toEqual([
    ['judged', 2, 9],
    ['not-judged', 1, 8],
  ])
})

test('--twice has S10 judge each run', async () => {
  const words = ['run', quickDay, '--seeds', '3..4', '--twice', '--reporter', 'json']

  const { runs } = documentOf(await typed(words))

  expect(runs.map(({ s10, wall }) => [s10, wall.executions])).toEqual([
    ['judged', 2],
    ['judged', 2],
  ])
})

test('a run that fails is judged by S10 too, though the sample leaves it out', async () => {
  const { runs } = documentOf(await typed(['run', plantedHolder, '--seeds', '2..3', '--reporter', 'json']))

  expect(runs.map(({ verdict, s10 }) => [verdict, s10])).toEqual([
    ['failed', 'judged'],
    ['failed', 'judged'],
  ])
})

test('results and plans are written where asked', async () => {
  const out = join(freshFolder(), 'results')

  const left = await typed(['run', quickDay, '--seed', '7', '--short', '--reporter', 'json', '--out', out])

  expect(left.code).toBe(0)
  expect(readJson(out, 'run.json')).toEqual(documentOf(left))
  expect(readdirSync(join(out, 'plans'))).toEqual(['quick-day-7.json'])
  expect(planSchema.parse(readJson(out, 'plans', 'quick-day-7.json'))).toMatchObject({
    seed: 7,
    form: 'short',
  })
})

test('a check that fails ends with code 1', async () => {
  const { code, out, err } = await shakedown(['run', plantedHolder, '--seed', '2'])

  expect([code, err]).toEqual([1, ''])
  expect(out).toMatch(/^failed +planted-holder/m)
  expect(out).toMatch(/S8 \(waits within the bound\) failed: [^]*waited \d+\.\d s/)
  expect(out).toContain(`run it again: node bin/shakedown.js run ${plantedHolder} --seed 2\n`)
  expect(out.trimEnd()).toMatch(/1 run: 0 passed, 1 failed$/)
})

test('the command that runs it again fails the same', async () => {
  const first = documentOf(await typed(['run', plantedHolder, '--seed', '5', '--reporter', 'json']))
  const again = first.runs[0]?.command.split(' ').slice(2) ?? []

  const second = documentOf(await typed([...again, '--reporter', 'json']))

  expect(second.runs[0]?.trace).toEqual(first.runs[0]?.trace)
  expect(second.runs[0]?.checks).toEqual(first.runs[0]?.checks)
})

test('Ctrl-C reports what was finished', async () => {
  const folder = freshFolder()
  const words = ['run', quickDay, 'field-team', '--jobs', '1', '--reporter', 'plain', '--out', folder]

  const { code, out } = await shakedown(words, {
    onOutput: (text, pressCtrlC) => {
      if (/^passed .*\n/m.test(text)) pressCtrlC()
    },
  })

  expect(code).toBe(130)
  expect(out).toMatch(/^passed +quick-day/m)
  expect(out).toMatch(/^interrupted +field-team/m)
  expect(out.trimEnd()).toMatch(/2 runs: 1 passed, 0 failed, 1 interrupted$/)
  expect(existsSync(join(folder, 'plans', 'quick-day-1.json'))).toBe(true)
  expect(runDocumentSchema.parse(readJson(folder, 'run.json')).runs.map(({ verdict }) => verdict)).toEqual([
    'passed',
    'interrupted',
  ])
})

test('seeds in which something never happened that must are a failed check, and it is said what to do', async () => {
  const folder = freshFolder()
  const text = readFileSync(join(root, quickDay), 'utf8')
    .replace('  scenario,\n', '  scenario,\n  sometimes,\n')
    .replace(
      '  expectConflicts: 0,',
      "  expectConflicts: 0,\n  sometimes: [sometimes('a session is refused', { inSeeds: 2 })],",
    )
  writeFileSync(join(folder, 'nobody-refused.ts'), text)

  const one = await typed(['run', './nobody-refused.ts', '--seeds', '1..1'], { cwd: folder })
  const two = await typed(['run', './nobody-refused.ts', '--seeds', '1..2'], { cwd: folder })

  expect([one.code, two.code]).toEqual([0, 1])
  expect(two.out).toContain('2 runs: 2 passed, 0 failed\nnever happened  quick-day, full: in none of 2 seeds')
  expect(two.out.replaceAll(/\s+/g, ' ')).toContain('take the line out of its `sometimes`')
})

test('several reporters follow the same runs, each with its own file', async () => {
  const folder = freshFolder()
  const files = ['json=deep/run.json', 'junit=out.xml', 'github=log.txt']
  const words = ['run', join(root, plantedHolder), '--seed', '2', '--reporter', 'plain']
  const asked = [...words, ...files.flatMap((file) => ['--reporter', file])]

  const { code, out, err } = await typed(asked, {
    cwd: folder,
    stepSummaryFile: join(folder, 'summary.md'),
  })

  const { runs } = runDocumentSchema.parse(readJson(folder, 'deep', 'run.json'))
  const failed = runs[0]?.checks.filter(({ holds }) => !holds).map(({ id }) => id) ?? []
  const junit = readFileSync(join(folder, 'out.xml'), 'utf8')
  expect([code, err, failed.length > 0]).toEqual([1, '', true])
  expect(out).toMatch(/^failed +planted-holder/m)
  expect([...junit.matchAll(/<failure [^>]*type="(\w+)"/g)].map(([, id]) => id)).toEqual(failed)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toContain(
    `::error title=planted-holder seed 2%2C full%3A failed ${failed.join(' ')}::`,
  )
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(
    '## Shakedown: 1 run: 0 passed, 1 failed',
  )
})

test('a job summary is added to what earlier steps wrote', async () => {
  const file = join(freshFolder(), 'summary.md')
  writeFileSync(file, 'earlier\n')

  await shakedown(['run', quickDay, '--reporter', 'github'], { env: { GITHUB_STEP_SUMMARY: file } })

  expect(readFileSync(file, 'utf8')).toMatch(/^earlier\n## Shakedown: 1 run: 1 passed/)
})
