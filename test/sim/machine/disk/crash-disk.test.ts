import { describe, expect, test } from 'vitest'

import type { Disk } from '../../../../src/engine/ports/disk.ts'
import { Crashed, CrashDisk } from '../../../../src/sim/machine/disk/crash-disk.ts'
import type { TornOffsets } from '../../../../src/sim/machine/disk/crash-variant.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (disk: Disk, path: string): string | null => {
  const found = disk.read(path)
  return found && new TextDecoder().decode(found)
}

/** What may be found under a path when the power is gone at the effect of this number, each thing once. */
const foundAt = (effect: number, act: (disk: Disk) => void, path: string, before: (disk: Disk) => void) => {
  const machine = new CrashDisk()
  before(machine.disk)
  machine.crashAt(effect)
  expect(() => act(machine.disk)).toThrow(Crashed)
  return foundOf(machine, path, 'every')
}

const foundOf = (machine: CrashDisk, path: string, torn: TornOffsets): readonly (string | null)[] => {
  machine.cutPower()
  return [...new Set(machine.variants(torn).map((variant) => text(machine.restart(variant).disk, path)))]
}

const appended = (disk: Disk, path: string, given: string, isSynced: boolean): void => {
  const file = disk.openAppend(path)
  file.append(bytes(given))
  if (isSynced) file.sync()
  file.close()
}

const changes: Record<
  string,
  { act: (disk: Disk) => void; path: string; before: string | null; after: string | null }
> = {
  'a new file': { act: (disk) => disk.writeWhole('a', bytes('new')), path: 'a', before: null, after: 'new' },
  'a file written over': {
    act: (disk) => disk.writeWhole('old', bytes('new')),
    path: 'old',
    before: 'old',
    after: 'new',
  },
  'a file moved away': {
    act: (disk) => disk.rename('old', 'in/there'),
    path: 'old',
    before: 'old',
    after: null,
  },
  'a file moved to': {
    act: (disk) => disk.rename('old', 'in/there'),
    path: 'in/there',
    before: null,
    after: 'old',
  },
  'a file removed': { act: (disk) => disk.remove('old'), path: 'old', before: 'old', after: null },
  'a file cut short': { act: (disk) => disk.truncate('old', 1), path: 'old', before: 'old', after: 'o' },
  'a file that is appended to': {
    act: (disk) => disk.openAppend('a').close(),
    path: 'a',
    before: null,
    after: '',
  },
}

describe.each(Object.entries(changes))('%s', (_name, { act, path, before, after }) => {
  const prepare = (disk: Disk): void => disk.writeWhole('old', bytes('old'))

  test('is there for good when the call has returned', () => {
    const machine = new CrashDisk()
    prepare(machine.disk)
    act(machine.disk)

    expect(foundOf(machine, path, 'every')).toEqual([after])
  })

  test('is all there or not at all when the power goes before that', () => {
    const machine = new CrashDisk()
    prepare(machine.disk)
    machine.crashAt(Number.POSITIVE_INFINITY)
    act(machine.disk)
    const count = machine.effects.length
    const found = Array.from({ length: count }, (_, index) => foundAt(index + 1, act, path, prepare)).flat()

    expect(new Set(found)).toEqual(new Set([before, after]))
  })
})

test('a move to another folder may leave both names, and never none', () => {
  const names = [1, 2, 3, 4, 5, 6].flatMap((effect) => {
    const machine = new CrashDisk()
    machine.disk.writeWhole('old', bytes('old'))
    machine.crashAt(effect)
    try {
      machine.disk.rename('old', 'in/there')
    } catch {
      // The power went, as it was told to.
    }
    machine.cutPower()
    return machine.variants('every').map((variant) => {
      const { disk } = machine.restart(variant)
      return [text(disk, 'old'), text(disk, 'in/there')].map((found) => (found === null ? '-' : '+')).join('')
    })
  })

  expect(new Set(names)).toEqual(new Set(['+-', '++', '-+']))
})

test('what was flushed is there, and what was not may be torn anywhere', () => {
  const machine = new CrashDisk()
  appended(machine.disk, 'log', 'one', true)
  appended(machine.disk, 'log', 'two', false)

  expect(foundOf(machine, 'log', 'every')).toEqual(['onetwo', 'one', 'onet', 'onetw', 'one\0\0\0'])
})

test('later sectors may be there without the earlier ones', () => {
  const machine = new CrashDisk()
  appended(machine.disk, 'log', 'x'.repeat(510), true)
  appended(machine.disk, 'log', 'abcd', false)

  const found = foundOf(machine, 'log', 0).map((left) => left?.slice(510))

  expect(found).toEqual(['abcd', '', '\0\0\0\0', 'ab\0\0', '\0\0cd'])
})

test('drawn places are the same each time', () => {
  const torn = () => {
    const machine = new CrashDisk()
    appended(machine.disk, 'log', 'x'.repeat(300), false)
    return foundOf(machine, 'log', 3).map((left) => left?.length)
  }

  expect(torn()).toHaveLength(6)
  expect(torn()).toEqual(torn())
})

test('a machine without power does nothing any more', () => {
  const machine = new CrashDisk()
  machine.disk.writeWhole('a', bytes('a'))
  machine.cutPower()

  expect(() => machine.disk.read('a')).toThrow(Crashed)
  expect(() => machine.disk.writeWhole('b', bytes('b'))).toThrow(Crashed)
})
