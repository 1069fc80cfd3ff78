// Plants each bug in turn and makes short runs until one fails; keeps what was found in reports/.

import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { currentConditions } from '../../bench/conditions.ts'
import { bundledScenarios } from '../../src/harness/index.ts'
import { root } from '../house/repository.ts'
import { bugFileNames, readBug } from './bug-files.ts'
import type { PlantedBug } from './planted-bug.ts'
import { type Recall, recallBug } from './recall-bug.ts'
import { recallOptions, UsageError } from './recall-options.ts'
import { lostBugs, recallDocument, type RecallReport, recallText } from './recall-report.ts'

const main = async (words: readonly string[]): Promise<number> => {
  const options = recallOptions(words)
  const bugs = chosen(options.ids)
  const runs = plannedRuns(options.runs)
  const conditions = currentConditions()
  const recalls = new Map<string, Recall>()
  const report = (): RecallReport => {
    const inOrder = bugs.flatMap(({ id }) => recalls.get(id) ?? [])
    return { conditions, options, recalls: inOrder }
  }
  const waiting = [...bugs]
  const work = async (): Promise<void> => {
    for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
      const recall = await recallBug(bug, runs, options.runLimitMs)
      recalls.set(bug.id, recall)
      progress(recall, recalls.size, bugs.length)
      keep(options.to, report())
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work))
  process.stdout.write(recallText(report()))
  return lostBugs(report()).length > 0 ? 1 : 0
}

const chosen = (ids: readonly string[]): readonly PlantedBug[] => {
  const all = bugFileNames().map(readBug)
  const unknown = ids.find((id) => !all.some((bug) => bug.id === id))
  if (unknown !== undefined) throw new UsageError(`there is no planted bug "${unknown}"`)
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id))
}

/** Each scenario with seed 1, then each with seed 2, and so on. */
const plannedRuns = (count: number): readonly string[] => {
  const names = bundledScenarios().map(({ name }) => name)
  return Array.from(
    { length: count },
    (_, index) => `${names[index % names.length]}#${1 + Math.floor(index / names.length)}`,
  )
}

const progress = ({ bug, verdicts }: Recall, done: number, planned: number): void => {
  const failed = verdicts.flatMap((verdict) => verdict.failed)
  const result = failed.length > 0 ? `found by ${failed.join(', ')}` : 'missed'
  process.stderr.write(`${done} of ${planned}: ${bug.id} ${result} in ${verdicts.length} runs\n`)
}

const keep = (to: string, report: RecallReport): void => {
  write(`${to}.json`, `${JSON.stringify(recallDocument(report), null, 2)}\n`)
  write(`${to}.md`, recallText(report))
}

const write = (name: string, content: string): void => {
  const file = join(root, 'reports', name)
  writeFileSync(`${file}.part`, content)
  renameSync(`${file}.part`, file)
}

process.exitCode = await main(process.argv.slice(2)).catch((trouble: unknown) => {
  if (!(trouble instanceof UsageError)) throw trouble
  process.stderr.write(`planted: ${trouble.message}\n`)
  return 2
})
