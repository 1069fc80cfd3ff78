import type * as Fs from 'node:fs'
import { relative } from 'node:path'

import { beforeEach, expect, test, vi } from 'vitest'

import type { Disk } from '../../src/engine/ports/disk.ts'
import { folderDisk } from '../../src/real/disk/folder-disk.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'

/** What the system was asked for, in order: what changes a disk, and what makes it last. */
const calls = vi.hoisted(() => ({ list: [] as string[], paths: new Map<number, string>() }))

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof Fs>()
  const noted = (text: string): void => void calls.list.push(text)
  const pathOf = (file: number): string => calls.paths.get(file) ?? '?'
  return {
    ...fs,
    openSync: (path: string, ...rest: [Fs.OpenMode?, Fs.Mode?]) => {
      const file = fs.openSync(path, rest[0] ?? 'r', rest[1])
      calls.paths.set(file, path)
      return file
    },
    fsyncSync: (file: number) => {
      noted(`flush ${pathOf(file)} ${fs.fstatSync(file).isDirectory() ? 'folder' : 'file'}`)
      fs.fsyncSync(file)
    },
    ftruncateSync: (file: number, length: number) => (
      noted(`cut ${pathOf(file)}`),
      fs.ftruncateSync(file, length)
    ),
    writeSync: (file: number, bytes: Uint8Array, at: number) => (
      noted(`write ${pathOf(file)}`),
      fs.writeSync(file, bytes, at)
    ),
    writeFileSync: (path: string, bytes: Uint8Array, options: { flag: string; flush: boolean }) => {
      noted(`write ${path}`)
      fs.writeFileSync(path, bytes, options)
      // Node flushes by itself where it is told to, without a call that could be seen here.
      if (options.flush) noted(`flush ${path} file`)
    },
    renameSync: (from: string, to: string) => (noted(`rename ${from} to ${to}`), fs.renameSync(from, to)),
    unlinkSync: (path: string) => (noted(`remove ${path}`), fs.unlinkSync(path)),
    mkdirSync: (path: string) => (noted(`make ${path}`), fs.mkdirSync(path)),
  }
})

const bytes = new TextEncoder().encode('bytes')

beforeEach(() => {
  calls.list.length = 0
})

/** The calls that an act makes, with paths from the root, which is `.`, and temporary names as one. */
const callsOf = (act: (disk: Disk) => void, before: (disk: Disk) => void = () => {}): readonly string[] => {
  const root = freshFolder()
  const disk = folderDisk(root)
  before(disk)
  calls.list.length = 0
  act(disk)
  const near = (word: string): string => (word.startsWith(root) ? relative(root, word) || '.' : word)
  return calls.list.map((call) =>
    call
      .split(' ')
      .map(near)
      .join(' ')
      .replaceAll(/\.shakedown-[0-9a-f]{12}\.tmp/g, 'TMP'),
  )
}

const withOld = (disk: Disk): void => disk.writeWhole('old', bytes)

// Windows lets nobody flush a folder; there, the port's promise is kept by the file system's journal.
const isPossible = (call: string): boolean => process.platform !== 'win32' || !call.endsWith(' folder')

test.each<[string, (disk: Disk) => void, readonly string[]]>([
  [
    'a whole write',
    (disk) => disk.writeWhole('in/new', bytes),
    [
      'make in',
      'flush . folder',
      'write in/TMP',
      'flush in/TMP file',
      'rename in/TMP to in/new',
      'flush in folder',
    ],
  ],
  ['a file that is appended to', (disk) => disk.openAppend('log').close(), ['flush . folder']],
  ['a file cut short', (disk) => disk.truncate('old', 1), ['cut old', 'flush old file']],
  [
    'a move',
    (disk) => disk.rename('old', 'in/there'),
    ['make in', 'flush . folder', 'rename old to in/there', 'flush in folder', 'flush . folder'],
  ],
  ['a removal', (disk) => disk.remove('old'), ['remove old', 'flush . folder']],
  ['folders', (disk) => disk.makeFolder('a/b'), ['make a', 'flush . folder', 'make a/b', 'flush a folder']],
])('%s is flushed, file and folder, before it returns', (_name, act, expected) => {
  expect(callsOf(act, withOld)).toEqual(expected.filter(isPossible))
})

test('what is appended is flushed when that is asked for', () => {
  const append = (disk: Disk): void => {
    const file = disk.openAppend('old')
    file.append(bytes)
    file.sync()
    file.close()
  }

  expect(callsOf(append, withOld)).toEqual(['write old', 'flush old file'])
})
