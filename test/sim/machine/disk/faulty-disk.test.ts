import { expect, test } from 'vitest'

import type { Disk, DiskTroubleKind } from '../../../../src/engine/ports/disk.ts'
import { type DiskFault, FaultyDisk } from '../../../../src/sim/machine/disk/faulty-disk.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (disk: Disk, path: string): string | null => {
  const found = disk.read(path)
  return found && new TextDecoder().decode(found)
}

const faulty = (fault: Partial<DiskFault>): FaultyDisk => {
  const machine = new FaultyDisk(new SimMachineDisk().folder('laptop'))
  machine.disk.openAppend('log').close()
  machine.arm({ trouble: 'broken', at: 1, of: 'effects', lasts: 'once', ...fault })
  return machine
}

test.each<DiskTroubleKind>(['full', 'broken', 'read-only', 'denied'])('a disk is %s', (trouble) => {
  const { disk } = faulty({ trouble })

  expect(() => disk.writeWhole('a', bytes('a'))).toThrow(
    expect.objectContaining({ kind: trouble, path: 'a' }),
  )
  expect(disk.read('a')).toBeNull()
})

test('trouble that comes once is over with the next call', () => {
  const { disk } = faulty({ lasts: 'once' })
  expect(() => disk.writeWhole('a', bytes('a'))).toThrow('error')

  disk.writeWhole('a', bytes('a'))

  expect(text(disk, 'a')).toBe('a')
})

test('lasting trouble is over when it is healed', () => {
  const machine = faulty({ lasts: 'lasting', at: 2 })
  expect(() => machine.disk.writeWhole('a', bytes('a'))).toThrow('error')
  expect(() => machine.disk.remove('log')).toThrow('error')
  expect(machine.struck).toBe(2)

  machine.heal()
  machine.disk.remove('log')

  expect(machine.disk.kindOf('log')).toBeNull()
})

test('a full disk has taken a part of what it refuses', () => {
  const { disk } = faulty({ trouble: 'full' })

  expect(() => disk.openAppend('log').append(bytes('abcd'))).toThrow('full')

  expect(text(disk, 'log')).toBe('ab')
})

test('what could not be flushed is lost, and the next flush does not say so', () => {
  const { disk } = faulty({ at: 2 })
  const file = disk.openAppend('log')
  file.append(bytes('abcd'))
  expect(() => file.sync()).toThrow('error')

  expect(() => file.sync()).not.toThrow()

  expect(text(disk, 'log')).toBe('')
})

test('a name whose folder could not be flushed has changed all the same', () => {
  const { disk } = faulty({ at: 3 })

  expect(() => disk.writeWhole('a', bytes('a'))).toThrow('error')

  expect(text(disk, 'a')).toBe('a')
})

test('a look may fail too', () => {
  const { disk } = faulty({ of: 'looks' })

  expect(() => disk.read('log')).toThrow('error')
  expect(disk.read('log')).toEqual(bytes(''))
})
