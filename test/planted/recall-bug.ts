import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

import { node26 } from '../determinism/processes.ts'
import { root } from '../house/repository.ts'
import { notPlanted } from './exit-codes.ts'
import type { PlantedBug } from './planted-bug.ts'
import { RunLimit } from './run-limit.ts'
import { reportLineSchema, type RunVerdict } from './run-verdict.ts'

/** All runs that were made with one bug in the sources, until the first that failed. */
export interface Recall {
  readonly bug: PlantedBug
  readonly verdicts: readonly RunVerdict[]
  /** The runs that were stopped because they took too long, as `SCENARIO#SEED`. */
  readonly stopped: readonly string[]
  /** Whether an edited place was executed. Null if that is unknown, since a run failed or was stopped. */
  readonly isReached: boolean | null
}

/** Makes runs with the bug planted, in a process of their own. Throws Error if the bug cannot be planted. */
export const recallBug = async (
  bug: PlantedBug,
  runs: readonly string[],
  runLimitMs: number,
): Promise<Recall> => {
  const verdicts: RunVerdict[] = []
  const stopped: string[] = []
  for (let rest = runs; rest.length > 0;) {
    const part = await runPart(bug.id, rest, runLimitMs)
    verdicts.push(...part.verdicts)
    if (!part.isStopped)
      return { bug, verdicts, stopped, isReached: stopped.length > 0 ? null : part.isReached }
    stopped.push(...rest.slice(part.verdicts.length, part.verdicts.length + 1))
    rest = rest.slice(part.verdicts.length + 1)
  }
  return { bug, verdicts, stopped, isReached: null }
}

interface Part {
  readonly verdicts: readonly RunVerdict[]
  /** Whether the run after these took too long. */
  readonly isStopped: boolean
  readonly isReached: boolean | null
}

const runPart = async (id: string, runs: readonly string[], runLimitMs: number): Promise<Part> => {
  const child = start(id, runs)
  const exited = new Promise<number | null>((done) => child.once('close', done))
  const complaint = text(child.stderr)
  const limit = new RunLimit(child, runLimitMs)
  const verdicts: RunVerdict[] = []
  let isReached: boolean | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    limit.renew()
    const said = reportLineSchema.parse(JSON.parse(line))
    if ('isReached' in said) isReached = said.isReached
    else verdicts.push(said)
  }
  const code = await exited
  limit.clear()
  if (code === notPlanted) throw new Error(await complaint)
  const { isExceeded } = limit
  if (!isExceeded && code !== 0) verdicts.push(processCrash(runs[verdicts.length] ?? '', await complaint))
  return { verdicts, isStopped: isExceeded, isReached }
}

const start = (id: string, runs: readonly string[]) => {
  const at = (name: string): string => join(import.meta.dirname, name)
  const words = ['--import', at('plant.ts'), at('run-planted.ts'), ...runs]
  const env = { ...process.env, SHAKEDOWN_PLANTED: id }
  return spawn(node26, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** A run that took the whole process with it, such as by a rejection that nothing handled. */
const processCrash = (run: string, complaint: string): RunVerdict => {
  const [scenario = '', seed = ''] = run.split('#')
  return { scenario, seed: Number(seed), failed: ['crash'], detail: complaint.trim(), processorSeconds: 0 }
}
