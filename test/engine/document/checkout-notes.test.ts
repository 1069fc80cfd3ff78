import { expect, test } from 'vitest'

import { type CheckedOutFile, CheckoutNotes } from '../../../src/engine/document/checkout-notes.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { CrashDisk } from '../../../src/sim/machine/disk/crash-disk.ts'
import { SimMachineDisk } from '../../../src/sim/machine/disk/sim-disk.ts'

const versionOf = (save: number): CheckedOutFile => ({
  name: 'memo.docx',
  hash: `hash of save ${save}`,
  dots: [],
})

/** Checks out so many versions of one document, one after the other. */
const checkOutMany = (disk: Disk, saves: number, from = 0): CheckoutNotes => {
  const notes = new CheckoutNotes(disk)
  for (let save = from + 1; save <= from + saves; save += 1) {
    const note = { documentId: 'memo', checkedOut: versionOf(save) }
    notes.begin([note])
    notes.done([note])
  }
  return notes
}

test('what is noted of the working folder does not grow with every save (S9)', () => {
  const disk = new SimMachineDisk().folder('ann')
  checkOutMany(disk, 2000)

  expect(disk.sizeBytes(paths.working)).toBeLessThan(300 * (4 + 64 + 2))
  expect(new CheckoutNotes(disk).checkedOut('memo')).toEqual(versionOf(2000))
})

test('it does not grow over many starts of the program either', () => {
  const disk = new SimMachineDisk().folder('ann')
  for (let start = 0; start < 200; start += 1) checkOutMany(disk, 1, start)

  expect(disk.sizeBytes(paths.working)).toBeLessThan(300 * (4 + 64 + 2))
})

test('what was begun and is not known to be done is kept when the list is written anew', () => {
  const disk = new SimMachineDisk().folder('ann')
  const notes = checkOutMany(disk, 1)
  const begun = { documentId: 'plan', checkedOut: versionOf(1) }
  notes.begin([begun])
  for (let save = 2; save <= 200; save += 1) {
    const note = { documentId: 'memo', checkedOut: versionOf(save) }
    notes.begin([note])
    notes.done([note])
  }

  expect(new CheckoutNotes(disk).begunOf('plan')).toEqual(begun)
})

test('power that goes while the list is written anew leaves what was noted before or after', () => {
  const crash = new CrashDisk()
  checkOutMany(crash.disk, 33)
  const effects = crash.effects.length
  checkOutMany(crash.disk, 3, 33)
  const last = crash.effects.length
  for (let at = effects + 1; at <= last; at += 1) {
    const machine = new CrashDisk()
    machine.crashAt(at)
    expect(() => {
      checkOutMany(machine.disk, 33)
      checkOutMany(machine.disk, 3, 33)
    }).toThrow('no power')
    for (const variant of machine.variants(3)) {
      const found = new CheckoutNotes(machine.restart(variant).disk)
      const known = [found.checkedOut('memo'), found.begunOf('memo')?.checkedOut].map((file) => file?.hash)
      expect(known.some((hash) => /save 3[2-6]$/.test(hash ?? ''))).toBe(true)
    }
  }
})
