import { cpSync } from 'node:fs'

import { beforeEach, describe, expect, test } from 'vitest'

import { createCopyFrom } from '../../src/engine/lifecycle/create-copy.ts'
import { decodeVersionVector } from '../../src/engine/log/version-vector-file.ts'
import type { ShareSession } from '../../src/engine/ports/share-client.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../src/engine/replication/exchange/folder-exchanger.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/own-folder.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { amountOf, madeIn, opened, writes } from './real-copy.ts'

/** A colleague at a parent's folder, with a note of each request made there. */
interface Visitor {
  readonly copy: SyncCopy
  readonly asked: string[]
  /** Exchanges, and returns what was asked for meanwhile. */
  readonly syncs: () => Promise<readonly string[]>
}

const noting = (session: ShareSession, asked: string[]): ShareSession =>
  new Proxy(session, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (path: string, ...rest: unknown[]): unknown => {
        const place = path.replace(/ranges\/.*/, 'ranges').replace('.shakedown/', '')
        asked.push([String(name), place, ...(name === 'readPart' ? rest : [])].join(' '))
        return member.call(target, path, ...rest)
      }
    },
  })

const visitor = async (
  parent: string,
  name: string,
  jumpsMs: (asked: readonly string[]) => number = () => 0,
): Promise<Visitor> => {
  const real = realCopyPorts(freshFolder())
  const asked: string[] = []
  // A machine that is busy with something else must not change what is asked for: the clock stands, unless it jumps.
  const ports = { ...real, clock: { ...real.clock, nowMs: () => 1_800_000_000_000 + jumpsMs(asked) } }
  const session = noting(ownFolderSession(realCopyPorts(parent).disk), asked)
  const copy = opened(await createCopyFrom(session, { copyName: name, user: name }, ports))
  const exchanger = new FolderExchanger(copy, session, ports, 'journal')
  const syncs = async (): Promise<readonly string[]> => {
    asked.length = 0
    expect(await exchanger.exchange()).toMatchObject({ kind: 'level' })
    return [...asked]
  }
  await syncs()
  return { copy, asked, syncs }
}

let parent: string
let ann: Visitor
let bob: Visitor

beforeEach(async () => {
  parent = freshFolder()
  const own = await madeIn(realCopyPorts(parent))
  const session = ownFolderSession(realCopyPorts(parent).disk)
  await new FolderExchanger(own, session, realCopyPorts(parent), 'already').exchange()
  own.close()
  ann = await visitor(parent, 'ann')
  bob = await visitor(parent, 'bob')
  await ann.syncs()
  await ann.syncs()
  await bob.syncs()
})

test('what is said wrongly beside the heads is not believed, and comes from the ranges', async () => {
  await writes(ann.copy, '1010', 4200)
  await ann.syncs()
  const { disk, digest } = realCopyPorts(parent)
  const versions = disk.read(paths.versionVector) ?? new Uint8Array(0)
  const { versionsBytes: headsBytes } = decodeVersionVector(versions, digest)
  const step = Math.ceil((versions.length - headsBytes) / 24)
  for (let place = headsBytes; place < versions.length; place += step) {
    const twin = freshFolder()
    cpSync(parent, twin, { recursive: true })
    realCopyPorts(twin).disk.writeWhole(
      paths.versionVector,
      versions.with(place, (versions[place] ?? 0) ^ 0x10),
    )
    const late = await visitor(twin, 'late')
    expect(amountOf(late.copy, '1010')).toEqual({ kind: 'number', decimal: '4200' })
    expect(late.copy.unapplied).toBe(0)
  }
})

describe('what an exchange asks for', () => {
  test('nothing new is known from one small read', async () => {
    expect(await ann.syncs()).toEqual(['readPart heads 0 22'])
  })

  test('an edit goes out as a range and then the heads, whether the parent is open or not (rows 2 and 5)', async () => {
    await writes(ann.copy, '1010', 4200)

    expect(await ann.syncs()).toEqual(['readPart heads 0 22', 'writeWhole ranges', 'writeWhole heads'])
  })

  test.each([60 * 60 * 1000, -60 * 60 * 1000])(
    'where the clock jumped by %d ms meanwhile, the heads are read again before they are written',
    async (jumpMs) => {
      const cora = await visitor(parent, 'cora', (asked) =>
        asked.includes('writeWhole ranges') ? jumpMs : 0,
      )
      await cora.syncs()
      await cora.syncs()
      await writes(cora.copy, '1010', 4200)

      expect((await cora.syncs()).slice(-3)).toEqual(['writeWhole ranges', 'read heads', 'writeWhole heads'])
    },
  )

  test('an edit comes in with the heads', async () => {
    await writes(ann.copy, '1010', 4200)
    await ann.syncs()

    const [idle, versions, ...more] = await bob.syncs()
    expect([idle, versions?.slice(0, 16), more]).toEqual(['readPart heads 0 22', 'readPart heads 0', []])
    expect(amountOf(bob.copy, '1010')).toEqual({ kind: 'number', decimal: '4200' })
  })

  test('after news, more of them are asked for at once', async () => {
    for (const amount of [1, 2]) {
      await writes(ann.copy, '1010', amount)
      await ann.syncs()
      await bob.syncs()
    }
    await writes(ann.copy, '1010', 3)
    await ann.syncs()

    const [versions, ...more] = await bob.syncs()
    expect([versions?.slice(0, 16), more]).toEqual(['readPart heads 0', []])
  })

  test('where more is new than was looked for, the heads are read to their end', async () => {
    for (let amount = 1; amount <= 50; amount += 1) {
      await writes(ann.copy, `${amount}`, amount)
      await ann.syncs()
    }

    const asked = await bob.syncs()
    expect(asked.map((ask) => ask.split(' ').slice(0, 2).join(' '))).toEqual([
      'readPart heads',
      'readPart heads',
      'read heads',
    ])
    expect(amountOf(bob.copy, '1')).toEqual({ kind: 'number', decimal: '1' })
  })

  test('what is too old to be said with the heads comes from the ranges', async () => {
    for (let amount = 1; amount <= 200; amount += 1) {
      await writes(ann.copy, `${amount}`, amount)
      await ann.syncs()
    }

    expect(await bob.syncs()).toContain('read ranges')
    expect(amountOf(bob.copy, '1')).toEqual({ kind: 'number', decimal: '1' })
    expect(amountOf(bob.copy, '200')).toEqual({ kind: 'number', decimal: '200' })
  })
})

test('who lags by less than a block lists nothing, also where one was filled meanwhile', async () => {
  for (let edit = 0; edit < 250; edit += 1) await writes(ann.copy, '1010', edit)
  await ann.syncs()
  await bob.syncs()
  for (let edit = 250; edit < 300; edit += 1) await writes(ann.copy, '1010', edit)
  await ann.syncs()

  const asked = await bob.syncs()

  expect(amountOf(bob.copy, '1010')).toEqual(amountOf(ann.copy, '1010'))
  expect(asked).toContain('read ranges')
  expect(asked.filter((request) => request.startsWith('list'))).toEqual([])
})
