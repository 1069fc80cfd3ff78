import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { OutputError, planOf, prepareOutput, writeResults } from '../../src/harness/index.ts'
import { planSchema } from '../../src/plan/plan.ts'
import { runDocument } from '../../src/result/run-document.ts'
import { runDocumentSchema } from '../../src/result/run-record.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { recordOf } from '../ui/support/runs.ts'
import { fixture, jobOf } from './pool.ts'

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'))
const document = runDocument([recordOf()])

test('results and plans are written as documents', async () => {
  const folder = join(freshFolder(), 'deep', 'down')
  const plan = await planOf(jobOf(fixture('quick-day'), 7))
  prepareOutput(folder)

  writeResults(folder, document, [plan])

  expect(runDocumentSchema.parse(readJson(folder, 'run.json'))).toEqual(document)
  expect(planSchema.parse(readJson(folder, 'plans', 'quick-day-7.json'))).toEqual(plan)
  expect(readdirSync(folder).toSorted()).toEqual(['plans', 'run.json'])
})

test('an earlier result of ours is replaced', () => {
  const folder = freshFolder()
  writeResults(folder, runDocument([]), prepared(folder))

  prepareOutput(folder)
  writeResults(folder, document, [])

  expect(readJson(folder, 'run.json')).toEqual(document)
})

test.each(['my own notes', '{"schema":"other/1","runs":[]}', ''])(
  'a foreign run.json is kept: %j',
  (text) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'run.json'), text)

    expect(() => prepareOutput(folder)).toThrow(OutputError)
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe(text)
  },
)

test('a folder called run.json is in the way', () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'run.json'))

  expect(() => prepareOutput(folder)).toThrow(OutputError)
})

test('a file in place of the folder is told', () => {
  const file = join(freshFolder(), 'notes')
  writeFileSync(file, '')

  expect(() => prepareOutput(join(file, 'out'))).toThrow('a part of the path is a file')
  expect(() => prepareOutput(file)).toThrow(OutputError)
})

test('a file in place of the plans is told', () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'plans'), 'my own plans')

  expect(() => prepareOutput(folder)).toThrow(OutputError)
  expect(readFileSync(join(folder, 'plans'), 'utf8')).toBe('my own plans')
})

function prepared(folder: string): [] {
  prepareOutput(folder)
  return []
}
