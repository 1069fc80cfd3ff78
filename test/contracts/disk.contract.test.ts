import { describe, expect, test } from 'vitest'

import { type Disk, DiskTrouble } from '../../src/engine/ports/disk.ts'
import { folderDisk } from '../../src/real/disk/folder-disk.ts'
import { CrashDisk } from '../../src/sim/machine/disk/crash-disk.ts'
import { FaultyDisk } from '../../src/sim/machine/disk/faulty-disk.ts'
import { SharedBlocks } from '../../src/sim/machine/disk/shared-blocks.ts'
import { SimMachineDisk } from '../../src/sim/machine/disk/sim-disk.ts'
import { freshFolder } from './fresh-folder.ts'

const disks: Record<string, () => Disk> = {
  'a real folder': () => folderDisk(freshFolder()),
  'a folder of a simulated machine': () => new SimMachineDisk(new SharedBlocks()).folder('laptop-ann'),
  'a disk that power may be taken from': () => new CrashDisk().disk,
  'a disk that may go wrong': () => new FaultyDisk(new SimMachineDisk().folder('laptop-ann')).disk,
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (found: Uint8Array | null): string | null => found && new TextDecoder().decode(found)

describe.each(Object.entries(disks))('disk: %s', (_name, openDisk) => {
  test('what does not exist is null or empty', () => {
    const disk = openDisk()

    expect(disk.kindOf('a/b')).toBeNull()
    expect(disk.sizeBytes('a/b')).toBeNull()
    expect(disk.read('a/b')).toBeNull()
    expect(disk.readPart('a/b', 0, 1)).toBeNull()
    expect(disk.list('a')).toEqual([])
    expect(() => disk.remove('a/b')).not.toThrow()
  })

  test('a whole write makes its folders and is read back', () => {
    const disk = openDisk()

    disk.writeWhole('a/b/c', bytes('hello'))

    expect(text(disk.read('a/b/c'))).toBe('hello')
    expect(disk.sizeBytes('a/b/c')).toBe(5)
    expect([disk.kindOf('a'), disk.kindOf('a/b'), disk.kindOf('a/b/c')]).toEqual(['folder', 'folder', 'file'])
  })

  test('a whole write replaces and leaves nothing beside it', () => {
    const disk = openDisk()
    disk.writeWhole('a/b', bytes('a longer text'))

    disk.writeWhole('a/b', bytes('short'))

    expect(text(disk.read('a/b'))).toBe('short')
    expect(disk.list('a')).toEqual(['b'])
  })

  test('an empty file is a file of no bytes', () => {
    const disk = openDisk()

    disk.writeWhole('empty', bytes(''))

    expect(disk.kindOf('empty')).toBe('file')
    expect(disk.sizeBytes('empty')).toBe(0)
    expect(disk.read('empty')).toEqual(new Uint8Array(0))
  })

  test('what was read stays as it was read, whatever is written later', () => {
    const disk = openDisk()
    const given = bytes('hello')
    disk.writeWhole('a', given)
    given.fill(0)
    const whole = disk.read('a')
    const part = disk.readPart('a', 1, 3)
    disk.writeWhole('a', bytes('other'))
    const log = disk.openAppend('a')
    log.append(bytes(' words'))
    log.sync()
    log.close()
    disk.truncate('a', 2)
    disk.remove('a')
    expect(text(whole)).toBe('hello')
    expect(text(part)).toBe('ell')
  })

  test('a part is shorter at the end of the file', () => {
    const disk = openDisk()
    disk.writeWhole('a', bytes('0123456789'))

    expect(text(disk.readPart('a', 2, 3))).toBe('234')
    expect(text(disk.readPart('a', 8, 5))).toBe('89')
    expect(text(disk.readPart('a', 12, 5))).toBe('')
  })

  test('a folder has neither bytes nor a size', () => {
    const disk = openDisk()
    disk.makeFolder('a/b')

    expect(disk.kindOf('a/b')).toBe('folder')
    expect(disk.read('a/b')).toBeNull()
    expect(disk.sizeBytes('a/b')).toBeNull()
  })

  test('names are listed by code unit', () => {
    const disk = openDisk()
    for (const name of ['b', 'a', 'ä', 'B', '10', '9']) disk.writeWhole(`in/${name}`, bytes(name))

    expect(disk.list('in')).toEqual(['10', '9', 'B', 'a', 'b', 'ä'])
  })

  test('the root lists what lies in it', () => {
    const disk = openDisk()
    disk.writeWhole('a', bytes('1'))
    disk.writeWhole('b/c', bytes('2'))

    expect(disk.list('')).toEqual(['a', 'b'])
  })

  test('an appended file grows and knows its size', () => {
    const disk = openDisk()
    const file = disk.openAppend('log/1')

    file.append(bytes('one '))
    file.append(bytes('two'))
    file.sync()

    expect(file.sizeBytes).toBe(7)
    expect(text(disk.read('log/1'))).toBe('one two')
    file.close()
  })

  test('an append goes on where the file ended', () => {
    const disk = openDisk()
    disk.writeWhole('log', bytes('one '))
    const file = disk.openAppend('log')
    expect(file.sizeBytes).toBe(4)

    file.append(bytes('two'))
    file.close()

    expect(text(disk.read('log'))).toBe('one two')
  })

  test('an opened append file is there at once', () => {
    const disk = openDisk()

    disk.openAppend('log').close()

    expect(disk.sizeBytes('log')).toBe(0)
  })

  test('a truncated file ends where it was cut', () => {
    const disk = openDisk()
    disk.writeWhole('log', bytes('one two'))

    disk.truncate('log', 4)
    const file = disk.openAppend('log')
    file.append(bytes('three'))
    file.close()

    expect(text(disk.read('log'))).toBe('one three')
  })

  test('a rename moves, replaces and makes folders', () => {
    const disk = openDisk()
    disk.writeWhole('from', bytes('new'))
    disk.writeWhole('to/here', bytes('old'))

    disk.rename('from', 'to/here')
    disk.rename('to/here', 'far/away')

    expect(text(disk.read('far/away'))).toBe('new')
    expect([disk.kindOf('from'), disk.kindOf('to/here')]).toEqual([null, null])
  })

  test('a removed file is gone', () => {
    const disk = openDisk()
    disk.writeWhole('a/b', bytes('1'))

    disk.remove('a/b')

    expect(disk.kindOf('a/b')).toBeNull()
    expect(disk.list('a')).toEqual([])
  })

  test.each(['../out', 'a/../../out', '/out', 'a//b', './a'])('a path like %s is refused', (path) => {
    const disk = openDisk()

    expect(() => disk.writeWhole(path, bytes('1'))).toThrow(DiskTrouble)
    expect(() => disk.read(path)).toThrow(DiskTrouble)
  })
})
