import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { DiskTrouble } from '../../../src/engine/ports/disk.ts'
import { folderDisk } from '../../../src/real/disk/folder-disk.ts'
import { asDiskTrouble } from '../../../src/real/disk/os-trouble.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'

const bytes = new TextEncoder().encode('new')

const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: told by a system call`), { code })

test.each([
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EIO', 'broken'],
  ['EBADF', 'broken'],
])('the system’s %s is a disk that is %s', (code, kind) => {
  const trouble = asDiskTrouble(systemError(code), 'a/b')

  expect(trouble).toBeInstanceOf(DiskTrouble)
  expect(trouble).toMatchObject({ kind, path: 'a/b' })
  expect(String(trouble)).not.toContain('system call')
})

test('what is no error of the system stays itself', () => {
  const defect = new TypeError('a defect')

  expect(asDiskTrouble(defect, 'a')).toBe(defect)
})

// Linux alone has a device that is always full.
test.each(['/dev/full'].filter((device) => existsSync(device)))('%s says that it is full', (device) => {
  const file = folderDisk(dirname(device)).openAppend(basename(device))

  expect(() => file.append(bytes)).toThrow(expect.objectContaining({ kind: 'full', path: 'full' }))
})

test('a link is seen and never followed', () => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'outside'), 'old')
  mkdirSync(join(folder, 'root'))
  symlinkSync(join(folder, 'outside'), join(folder, 'root/link'))
  const disk = folderDisk(join(folder, 'root'))

  expect(disk.kindOf('link')).toBe('link')
  expect(disk.read('link')).toBeNull()
  expect(disk.sizeBytes('link')).toBeNull()
  expect(() => disk.openAppend('link')).toThrow(DiskTrouble)
  expect(() => disk.truncate('link', 0)).toThrow(DiskTrouble)
  disk.writeWhole('link', bytes)
  expect(disk.kindOf('link')).toBe('file')
  expect(readFileSync(join(folder, 'outside'), 'utf8')).toBe('old')
})

test('nothing below a linked folder is touched', () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'outside'))
  writeFileSync(join(folder, 'outside/file'), 'old')
  mkdirSync(join(folder, 'root'))
  symlinkSync(join(folder, 'outside'), join(folder, 'root/linked'))
  const disk = folderDisk(join(folder, 'root'))

  expect(disk.read('linked/file')).toBeNull()
  expect(() => disk.writeWhole('linked/file', bytes)).toThrow(DiskTrouble)
  expect(() => disk.rename('linked/file', 'stolen')).toThrow(DiskTrouble)
  disk.remove('linked/file')

  expect(readFileSync(join(folder, 'outside/file'), 'utf8')).toBe('old')
})

test('what a crash left unfinished is not listed', () => {
  const folder = freshFolder()
  const disk = folderDisk(folder)
  disk.writeWhole('a', bytes)
  writeFileSync(join(folder, '.shakedown-0123456789ab.tmp'), 'half')

  expect(disk.list('')).toEqual(['a'])
})

test('a write that fails leaves nothing beside it', () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'a/in-the-way'), { recursive: true })

  expect(() => folderDisk(folder).writeWhole('a', bytes)).toThrow(DiskTrouble)

  expect(readdirSync(folder)).toEqual(['a'])
})
