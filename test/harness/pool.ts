import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  createRunFeed,
  findScenario,
  type Job,
  type Judging,
  runAll,
  sampleOf,
} from '../../src/harness/index.ts'
import type { LiveEvent } from '../../src/result/live-event.ts'
import type { RunRecord } from '../../src/result/run-record.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { root } from '../house/repository.ts'

export const fixture = (name: string): string => `test/harness/fixtures/${name}.ts`

/** A run of a bundled scenario, of one of the fixtures, or of a file anywhere. */
export const jobOf = (spoken: string, seed = 1, form: Job['form'] = 'full'): Job => ({
  scenario: findScenario(spoken, root),
  seed,
  form,
})

/** A job whose scenario file, written here and now, is loaded by the worker alone. */
export const jobOfText = (text: string, seed = 1): Job => {
  const file = join(freshFolder(), 'written.ts')
  writeFileSync(file, text)
  return { scenario: { name: 'written', file, spoken: file }, seed, form: 'full' }
}

interface Watching {
  readonly workers?: number
  readonly withFrames?: boolean
  readonly judging?: Judging
  /** Told each event; may stop the runs. */
  readonly onEvent?: (event: LiveEvent, stop: () => void) => void
  readonly stopped?: boolean
}

/** Makes the runs in a pool of workers; gives their records, and what was told meanwhile. */
export const makeRuns = async (
  jobs: readonly Job[],
  { workers = 2, withFrames = false, judging = sampleOf(jobs), onEvent, stopped = false }: Watching = {},
): Promise<{ readonly records: readonly RunRecord[]; readonly told: readonly LiveEvent[] }> => {
  const abort = new AbortController()
  const told: LiveEvent[] = []
  const feed = createRunFeed()
  feed.subscribe((event) => {
    told.push(event)
    onEvent?.(event, () => abort.abort())
  })
  if (stopped) abort.abort()
  const records = await runAll({ jobs, workers, feed, withFrames, judging, signal: abort.signal })
  return { records, told }
}
