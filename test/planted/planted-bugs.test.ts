import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { node26 } from '../determinism/processes.ts'
import { root } from '../house/repository.ts'
import { applyEdits, MisfitError } from './apply-edits.ts'
import { bugFileNames, editedSources, readBug } from './bug-files.ts'
import { notPlanted } from './exit-codes.ts'

const names = bugFileNames()

test('there are planted bugs', () => {
  expect(names.length).toBeGreaterThan(0)
})

test.each(names)(
  '%s is named after its id, fits the sources exactly once and leaves them parsable',
  (name) => {
    const bug = readBug(name)
    const sources = [...editedSources(bug)]

    expect(name).toBe(`bug-${bug.id}.json`)
    for (const [path, edited] of sources) {
      expect(edited).not.toBe(readFileSync(path, 'utf8'))
      expect(() => stripTypeScriptTypes(edited)).not.toThrow()
    }
  },
)

test('no two bugs make the same edits', () => {
  const edits = names.map(readBug).map(({ file, edits }) => JSON.stringify([file, edits]))

  expect(new Set(edits).size).toBe(edits.length)
})

test('an edit that fits twice or nowhere is refused', () => {
  expect(() => applyEdits('one two two', [{ find: 'two', replace: '' }])).toThrow(MisfitError)
  expect(() => applyEdits('one', [{ find: 'two', replace: '' }])).toThrow(MisfitError)
})

const printMerge = (planted: string) =>
  promisify(execFile)(
    node26,
    ['--import', './test/planted/plant.ts', 'test/planted/fixtures/print-merge.ts'],
    { cwd: root, env: { ...process.env, SHAKEDOWN_PLANTED: planted } },
  )

test('a planted bug acts in the main thread and in its workers', async () => {
  // Two values stand, and a write supersedes the later one. Bug 01 makes it supersede the earlier one, too.
  expect((await printMerge('01')).stdout).toBe('main thread: 1\nworker: 1\n')
})

test('a process whose bug cannot be planted ends before it does anything', async () => {
  await expect(printMerge('00')).rejects.toMatchObject({ code: notPlanted, stdout: '' })
})
