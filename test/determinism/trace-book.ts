import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Form } from '../../src/plan/plan.ts'
import type { TraceFigures, TraceRun } from './trace-of.ts'

/** The recorded figures by scenario, form and seed. */
export type TraceBook = Record<string, Record<Form, Record<string, TraceFigures>>>

const file = join(import.meta.dirname, 'traces.json')

export const readTraceBook = (): TraceBook => JSON.parse(readFileSync(file, 'utf8')) as TraceBook

export const writeTraceBook = (book: TraceBook): void =>
  writeFileSync(file, `${JSON.stringify(book, null, 2)}\n`)

/** Returns undefined if the run was never recorded. */
export const recordedFigures = (
  book: TraceBook,
  { scenario, form, seed }: TraceRun,
): TraceFigures | undefined => book[scenario]?.[form][seed]

/** Integer keys keep their numeric order, so the file does not depend on the order in which runs end. */
export const withFigures = (
  book: TraceBook,
  { scenario, form, seed }: TraceRun,
  figures: TraceFigures,
): TraceBook => {
  const known = book[scenario] ?? { short: {}, full: {} }
  const sheet = { ...known, [form]: { ...known[form], [seed]: figures } }
  return Object.fromEntries(
    Object.entries({ ...book, [scenario]: sheet }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
