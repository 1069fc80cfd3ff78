import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

import { root } from '../house/repository.ts'
import { notPlanted } from './exit-codes.ts'
import type { PlantedBug } from './planted-bug.ts'
import { type RunVerdict, runVerdictSchema } from './run-verdict.ts'

/** All runs that were made with one bug in the sources, until the first that failed. */
export interface Recall {
  readonly bug: PlantedBug
  readonly verdicts: readonly RunVerdict[]
  /** The runs that were stopped because they took too long, as `SCENARIO#SEED`. */
  readonly stopped: readonly string[]
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
    if (!part.isStopped) break
    stopped.push(...rest.slice(part.verdicts.length, part.verdicts.length + 1))
    rest = rest.slice(part.verdicts.length + 1)
  }
  return { bug, verdicts, stopped }
}

interface Part {
  readonly verdicts: readonly RunVerdict[]
  /** Whether the run after these took too long. */
  readonly isStopped: boolean
}

const here = import.meta.dirname

const runPart = async (id: string, runs: readonly string[], runLimitMs: number): Promise<Part> => {
  const words = ['--import', join(here, 'plant.ts'), join(here, 'run-planted.ts'), ...runs]
  const env = { ...process.env, SHAKEDOWN_PLANTED: id }
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((done) => child.once('close', done))
  const complaint = text(child.stderr)
  const verdicts: RunVerdict[] = []
  let isStopped = false
  const stop = (): void => {
    isStopped = child.kill('SIGKILL')
  }
  let timer = setTimeout(stop, runLimitMs)
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer)
    verdicts.push(runVerdictSchema.parse(JSON.parse(line)))
    timer = setTimeout(stop, runLimitMs)
  }
  const code = await exited
  clearTimeout(timer)
  if (code === notPlanted) throw new Error(await complaint)
  if (!isStopped && code !== 0) verdicts.push(processCrash(runs[verdicts.length] ?? '', await complaint))
  return { verdicts, isStopped }
}

/** A run that took the whole process with it, such as by a rejection that nothing handled. */
const processCrash = (run: string, complaint: string): RunVerdict => {
  const [scenario = '', seed = ''] = run.split('#')
  return { scenario, seed: Number(seed), failed: ['crash'], detail: complaint.trim(), processorSeconds: 0 }
}
