import type * as Fs from 'node:fs'
import { mkdirSync, readdirSync, readFileSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { beforeEach, expect, test, vi } from 'vitest'

import { folderDisk } from '../../../src/real/disk/folder-disk.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

/** The act of another program between the look at a place and the folder made there. */
const rival = vi.hoisted(() => ({ act: (_path: string): void => {} }))

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof Fs>()
  return {
    ...fs,
    mkdirSync: (path: string) => {
      rival.act(path)
      return fs.mkdirSync(path)
    },
  }
})

const bytes = new TextEncoder().encode('new')

beforeEach(() => {
  rival.act = () => {}
})

/** Lets the other program act once, so that its own folders do not call it again. */
const rivalFirst = (act: (path: string) => void): void => {
  rival.act = (path) => {
    rival.act = () => {}
    act(path)
  }
}

test('a folder that another program makes first counts as made', () => {
  const root = freshFolder()
  const disk = folderDisk(root)
  rivalFirst((path) => mkdirSync(path))

  disk.makeFolder('shared')
  disk.writeWhole('shared/file', bytes)

  expect(disk.kindOf('shared')).toBe('folder')
  expect(readFileSync(join(root, 'shared/file'), 'utf8')).toBe('new')
})

test('a file is written below a folder that another program makes first', () => {
  const disk = folderDisk(freshFolder())
  rivalFirst((path) => mkdirSync(path))

  disk.writeWhole('shared/file', bytes)

  expect(disk.read('shared/file')).toEqual(bytes)
})

test('a link that another program puts there first is refused', () => {
  const root = freshFolder()
  const outside = freshFolder()
  const disk = folderDisk(root)
  rivalFirst((path) => symlinkSync(outside, path))

  expect(() => disk.writeWhole('shared/file', bytes)).toThrow(
    expect.objectContaining({ kind: 'denied', path: 'shared' }),
  )
  expect(readdirSync(outside)).toEqual([])
})

test('a file that another program puts there first is refused and stays', () => {
  const root = freshFolder()
  const disk = folderDisk(root)
  rivalFirst((path) => writeFileSync(path, 'old'))

  expect(() => disk.makeFolder('shared')).toThrow(expect.objectContaining({ kind: 'denied', path: 'shared' }))
  expect(readFileSync(join(root, 'shared'), 'utf8')).toBe('old')
})

test('a folder is not made below one that another program removes first', () => {
  const root = freshFolder()
  const disk = folderDisk(root)
  rivalFirst(() => rmdirSync(root))

  expect(() => disk.makeFolder('shared')).toThrow(
    expect.objectContaining({ kind: 'broken', message: 'it no longer exists' }),
  )
})
