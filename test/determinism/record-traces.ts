// Records the trace hash of each bundled scenario in traces.json, or compares runs with it.
import { parseArgs } from 'node:util'

import { bundledScenarios } from '../../src/harness/load-scenario.ts'
import type { Form } from '../../src/plan/plan.ts'
import { readTraceBook, recordedFigures, withFigures, writeTraceBook } from './trace-book.ts'
import type { TraceFigures, TraceRun } from './trace-of.ts'
import { traceInPool } from './trace-pool.ts'

const usage =
  'usage: npm run traces -- [--check] [--form short|full|all] [--seeds 1-10] [--scenario NAME] [--workers 2]'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    form: { type: 'string', default: 'all' },
    seeds: { type: 'string' },
    scenario: { type: 'string', multiple: true },
    workers: { type: 'string', default: '2' },
  },
})

/** Without a choice: ten seeds of the short form, one of the full form. */
const seedsOf = (form: Form): readonly number[] => {
  const [first, last = first] = (values.seeds ?? (form === 'short' ? '1-10' : '1')).split('-').map(Number)
  if (first === undefined || last === undefined || !(first <= last)) throw new Error(usage)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

const chosenForms = (): readonly Form[] => {
  if (values.form === 'all') return ['short', 'full']
  if (values.form === 'short' || values.form === 'full') return [values.form]
  throw new Error(usage)
}

const chosenScenarios = (): readonly string[] => {
  const bundled = bundledScenarios().map(({ name }) => name)
  const chosen = values.scenario ?? bundled
  const unknown = chosen.find((name) => !bundled.includes(name))
  if (unknown !== undefined) throw new Error(`no bundled scenario is called ${unknown}\n${usage}`)
  return chosen
}

const chosenRuns = (): readonly TraceRun[] =>
  chosenForms().flatMap((form) =>
    chosenScenarios().flatMap((scenario) => seedsOf(form).map((seed) => ({ scenario, form, seed }))),
  )

const record = (run: TraceRun, figures: TraceFigures): boolean => {
  writeTraceBook(withFigures(readTraceBook(), run, figures))
  return true
}

const check = (run: TraceRun, figures: TraceFigures): boolean => {
  const recorded = recordedFigures(readTraceBook(), run)
  const isSame = recorded?.hash === figures.hash && recorded.events === figures.events
  if (isSame) return true
  process.exitCode = 1
  const was = recorded ? `recorded ${wordsOf(recorded)}` : 'never recorded'
  console.error(`${nameOf(run)}: ${wordsOf(figures)}, but ${was}`)
  return false
}

const nameOf = ({ scenario, form, seed }: TraceRun): string => `${scenario}, ${form} form, seed ${seed}`
const wordsOf = ({ hash, events }: TraceFigures): string => `${hash} over ${events} events`

await traceInPool(chosenRuns(), Number(values.workers), (run, figures) => {
  console.log(`${nameOf(run)}: ${wordsOf(figures)}`)
  return values.check ? check(run, figures) : record(run, figures)
})
