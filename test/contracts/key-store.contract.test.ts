import { chmodSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { asLogId } from '../../src/engine/identifier/log-id.ts'
import type { LogId } from '../../src/engine/identifier/log-id.ts'
import { DiskTrouble } from '../../src/engine/ports/disk.ts'
import type { KeyStore } from '../../src/engine/ports/key-store.ts'
import { folderKeyStore } from '../../src/real/machine/folder-key-store.ts'
import { simKeyStore } from '../../src/sim/machine/disk/sim-key-store.ts'
import { freshFolder } from './fresh-folder.ts'

/** Makes machines; each gives its store anew, as the next program that runs there would. */
const machines: Record<string, () => () => KeyStore> = {
  'of this machine': () => {
    const folder = join(freshFolder(), 'keys')
    return () => folderKeyStore(folder)
  },
  'of a simulated machine': () => {
    const keys = new Map<LogId, Uint8Array>()
    return () => simKeyStore(keys)
  },
}

const ann = asLogId('00000000000000aa')
const bob = asLogId('00000000000000bb')
const keyOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

describe.each(Object.entries(machines))('key store: %s', (_name, make) => {
  test('a key that was kept is there for the next program, under its line alone', () => {
    const machine = make()
    machine().keep(ann, keyOf(1))

    expect(machine().read(ann)).toEqual(keyOf(1))
    expect(machine().read(bob)).toBeNull()
  })

  test('lines have keys of their own, and the last one kept counts', () => {
    const machine = make()
    machine().keep(ann, keyOf(1))
    machine().keep(bob, keyOf(2))
    machine().keep(ann, keyOf(3))

    expect([machine().read(ann), machine().read(bob)]).toEqual([keyOf(3), keyOf(2)])
  })

  test('what is done to the bytes afterwards changes no key', () => {
    const machine = make()
    const key = keyOf(1)
    machine().keep(ann, key)
    key.fill(0)
    machine().read(ann)?.fill(9)

    expect(machine().read(ann)).toEqual(keyOf(1))
  })
})

describe('a folder of keys', () => {
  test('is closed to everybody but its user', () => {
    const folder = join(freshFolder(), 'keys')
    folderKeyStore(folder).keep(ann, keyOf(1))

    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, ann)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual([ann])
  })

  test('has no key where the file is damaged', () => {
    const folder = join(freshFolder(), 'keys')
    folderKeyStore(folder).keep(ann, keyOf(1))
    truncateSync(join(folder, ann), 31)

    expect(folderKeyStore(folder).read(ann)).toBeNull()
  })

  test('says so where nothing can be kept there', () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'keys'), 'a file is in the way')
    chmodSync(join(folder, 'keys'), 0o600)

    expect(() => folderKeyStore(join(folder, 'keys')).keep(ann, keyOf(1))).toThrow(DiskTrouble)
  })
})
