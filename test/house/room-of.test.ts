import { expect, test } from 'vitest'

import { roomOf } from './room-of.ts'

test.each([
  ['src/engine/merge/register.ts', 'engine/merge'],
  ['src/sim/check/oracle/registry.ts', 'sim/check'],
  ['src/engine/storage/snapshot/picture.ts', 'engine/storage/snapshot'],
  ['src/sim/machine/sim-machine.ts', 'sim/machine'],
  ['src/sim/machine/disk/crash-disk.ts', 'sim/machine/disk'],
])('%s stands in the room %s', (file, room) => {
  expect(roomOf(file)).toBe(room)
})

test('a file above the rooms of a part belongs to the part', () => {
  expect(roomOf('src/engine/invariant.ts')).toBe('engine')
})

test('a part without layers is one room', () => {
  expect(roomOf('src/cli/file/lock-down.ts')).toBe('cli')
})
