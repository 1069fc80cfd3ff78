import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import type { Plan } from '../plan/plan.ts'
import type { RunDocument } from '../result/run-record.ts'

export class OutputError extends Error {
  override readonly name = 'OutputError'
}

/** Makes the output folder before any run begins, so that no result is lost at the end. */
export const prepareOutput = (folder: string): void => {
  try {
    mkdirSync(join(folder, 'plans'), { recursive: true })
    accessSync(folder, constants.W_OK)
    accessSync(join(folder, 'plans'), constants.W_OK)
  } catch (trouble) {
    throw new OutputError(
      `cannot write to ${folder}: ${reasonOf(trouble)}; give --out a folder that you may write to`,
    )
  }
  const isOurs = isOfSchema(join(folder, 'run.json'), 'shakedown.run/')
  if (!isOurs) refuseFile(join(folder, 'run.json'), 'no result of ours', 'give --out another folder')
}

/** Writes `run.json` and one plan for each run. Replaces each earlier file in one step. */
export const writeResults = (folder: string, document: RunDocument, plans: readonly Plan[]): void => {
  for (const plan of plans) writeJson(join(folder, 'plans', `${plan.scenario}-${plan.seed}.json`), plan)
  writeJson(join(folder, 'run.json'), document)
}

/** Throws OutputError if the file exists and is no plan. */
export const writePlan = (file: string, plan: Plan): void => {
  if (!isOfSchema(file, 'shakedown.plan/')) refuseFile(file, 'no plan', 'give --out another file')
  writeJson(file, plan)
}

const isOfSchema = (file: string, schema: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true &&
  readFileSync(file, 'utf8').includes(`"${schema}`)

const refuseFile = (file: string, what: string, otherwise: string): void => {
  if (existsSync(file)) throw new OutputError(`${file} exists and is ${what}; move it away or ${otherwise}`)
}

const writeJson = (file: string, value: object): void => {
  try {
    writeFileSync(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`)
    renameSync(`${file}.part`, file)
  } catch (trouble) {
    throw new OutputError(`cannot write ${file}: ${reasonOf(trouble)}`)
  }
}

const reasonOf = (trouble: unknown): string => {
  const code = trouble instanceof Error && 'code' in trouble ? String(trouble.code) : ''
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'it is read-only',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'a file is in the way',
    ENOSPC: 'the disk is full',
  }
  return reasons[code] ?? (trouble instanceof Error ? trouble.message : String(trouble))
}
