import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { removeLeftTemporaries, temporaryGraceMs } from '../../../src/real/disk/left-temporaries.ts'
import { temporaryName } from '../../../src/real/disk/temporary-name.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

const hourMs = 60 * 60 * 1000

/** A file that was written so long ago. */
const written = (path: string, agoMs: number): string => {
  writeFileSync(path, 'x')
  const at = new Date(Date.now() - agoMs)
  utimesSync(path, at, at)
  return path
}

const folderWith = (...folders: readonly string[]): string => {
  const root = freshFolder()
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
  return root
}

test('what a crash left under a temporary name a day ago is removed, wherever it lies', () => {
  const root = folderWith('.shakedown/ranges/x', 'papers')
  const left = ['.shakedown', '.shakedown/ranges/x', 'papers'].map((folder) =>
    written(join(root, folder, temporaryName()), temporaryGraceMs + hourMs),
  )

  expect(removeLeftTemporaries(root, '.shakedown/tidied')).toBe(3)

  expect(left.filter((path) => existsSync(path))).toEqual([])
})

test('one that somebody may still be writing, and what people call something like it, stay', () => {
  const root = folderWith('.shakedown')
  const fresh = written(join(root, temporaryName()), temporaryGraceMs - hourMs)
  const own = written(join(root, '.shakedown-my-notes.tmp'), 9 * temporaryGraceMs)

  expect(removeLeftTemporaries(root, '.shakedown/tidied')).toBe(0)

  expect([fresh, own].map((path) => existsSync(path))).toEqual([true, true])
})

test('links are not followed: what they lead to is not the folder’s', () => {
  const elsewhere = folderWith()
  const left = written(join(elsewhere, temporaryName()), 9 * temporaryGraceMs)
  const root = folderWith('.shakedown')
  symlinkSync(elsewhere, join(root, 'link'))

  expect(removeLeftTemporaries(root, '.shakedown/tidied')).toBe(0)

  expect(existsSync(left)).toBe(true)
})

test('a folder is looked through once a day', () => {
  const root = folderWith('.shakedown')
  removeLeftTemporaries(root, '.shakedown/tidied')
  const left = written(join(root, temporaryName()), 9 * temporaryGraceMs)

  expect(removeLeftTemporaries(root, '.shakedown/tidied')).toBe(0)
  written(join(root, '.shakedown/tidied'), 25 * hourMs)
  expect(removeLeftTemporaries(root, '.shakedown/tidied')).toBe(1)

  expect(existsSync(left)).toBe(false)
})
