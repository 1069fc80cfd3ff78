import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { LogId } from '../../src/engine/identifier/log-id.ts'
import type { ContinuityStore } from '../../src/engine/ports/continuity-store.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { fileContinuityStore } from '../../src/real/machine/file-continuity-store.ts'
import { SimContinuityMemory } from '../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../src/sim/machine/disk/sim-disk.ts'
import { freshFolder } from './fresh-folder.ts'

const line = '00000000000000aa' as LogId
const other = '00000000000000bb' as LogId
const copyText = JSON.stringify({ line })

/** One machine: as the copies in its folders see it, each of which writes `line`. */
interface Machine {
  readonly storeAt: (folder: string) => ContinuityStore
}

const machines: Record<string, () => Machine> = {
  'a real user': () => {
    const root = freshFolder()
    return {
      storeAt: (folder) => {
        mkdirSync(join(root, folder, paths.localFolder), { recursive: true })
        writeFileSync(join(root, folder, paths.copy), copyText)
        return fileContinuityStore(join(root, folder), join(root, 'state'))
      },
    }
  },
  'a simulated machine': () => {
    const disk = new SimMachineDisk()
    const memory = new SimContinuityMemory((place) => disk.folder(place))
    return {
      storeAt: (folder) => {
        disk.folder(folder).writeWhole(paths.copy, new TextEncoder().encode(copyText))
        return memory.storeAt(folder)
      },
    }
  },
}

const token = (seq: number, place: string) => ({ seq, hash: String(seq % 10).repeat(64), place })

describe.each(Object.entries(machines))('continuity store: %s', (_name, make) => {
  test('a line that was never written is unknown', () => {
    expect(make().storeAt('one').read(line)).toBeNull()
  })

  test('which snapshot a folder has is remembered with it, until a token without one is written', () => {
    const store = make().storeAt('one')

    store.write(line, { ...token(1, 'one'), snapshot: 'ab'.repeat(32) })
    const withIt = store.read(line)
    store.write(line, token(2, 'one'))

    expect([withIt, store.read(line)]).toEqual([
      { ...token(1, 'one'), snapshot: 'ab'.repeat(32) },
      token(2, 'one'),
    ])
  })

  test('the last token stands, and each line has its own', () => {
    const store = make().storeAt('one')

    store.write(line, token(1, 'one'))
    store.write(other, token(7, 'one'))
    store.write(line, token(2, 'one'))

    expect(store.read(line)).toEqual(token(2, 'one'))
    expect(store.read(other)).toEqual(token(7, 'one'))
  })

  test('every folder of the machine sees it', () => {
    const machine = make()
    machine.storeAt('one').write(line, token(3, 'one'))

    expect(machine.storeAt('two').read(line)).toEqual(token(3, 'one'))
  })

  test('a folder is elsewhere only where another one writes the line', () => {
    const machine = make()
    const one = machine.storeAt('one')
    const two = machine.storeAt('two')

    expect(two.isElsewhere(one.place, line)).toBe(true)
    expect(two.isElsewhere(one.place, other)).toBe(false)
    expect(two.isElsewhere(two.place, line)).toBe(false)
    expect(two.isElsewhere(`${one.place}-gone`, line)).toBe(false)
  })
})

test('one folder under two names is not another one', () => {
  const root = freshFolder()
  mkdirSync(join(root, 'one', paths.localFolder), { recursive: true })
  writeFileSync(join(root, 'one', paths.copy), copyText)
  symlinkSync(join(root, 'one'), join(root, 'link'))

  expect(
    fileContinuityStore(join(root, 'link'), join(root, 'state')).isElsewhere(join(root, 'one'), line),
  ).toBe(false)
})

test.each(['', 'garbage', '{"seq":1}', '{"seq":1.5,"hash":"00","place":"/"}'])(
  'a damaged token %j is trouble',
  (text) => {
    const root = freshFolder()
    mkdirSync(join(root, 'lines'))
    writeFileSync(join(root, 'lines', line), text)

    expect(() => fileContinuityStore(join(root, 'one'), root).read(line)).toThrow('damaged')
  },
)
