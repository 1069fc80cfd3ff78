import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { FolderSession } from '../../../src/real/share/folder-session.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

const bytes = new TextEncoder().encode('work')

test('a share that has gone is lost and not empty', async () => {
  const root = join(freshFolder(), 'share')
  mkdirSync(root)
  const session = new FolderSession(root)
  rmSync(root, { recursive: true })

  expect((await session.read('a')).kind).toBe('lost')
  expect((await session.list('a')).kind).toBe('lost')
})

test('a share that has gone is not made anew', async () => {
  const root = join(freshFolder(), 'share')
  mkdirSync(root)
  const session = new FolderSession(root)
  rmSync(root, { recursive: true })

  expect((await session.writeWhole('a/b', bytes)).kind).toBe('lost')
  expect((await session.writePart('a/b', 0, bytes)).kind).toBe('lost')
  expect(existsSync(root)).toBe(false)
})

test('a path out of the share is denied', async () => {
  const session = new FolderSession(freshFolder())

  expect((await session.read('../../etc/passwd')).kind).toBe('denied')
  expect((await session.writeWhole('../out', bytes)).kind).toBe('denied')
})
