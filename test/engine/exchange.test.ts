import { beforeEach, describe, expect, test } from 'vitest'

import {
  createCopyFrom,
  Exchanger,
  ownFolderSession,
  type ShareSession,
  type SyncCopy,
} from '../../src/engine/index.ts'
import { copyPorts } from '../../src/real/index.ts'
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

const visitor = async (parent: string, name: string): Promise<Visitor> => {
  const ports = copyPorts(freshFolder())
  const asked: string[] = []
  const session = noting(ownFolderSession(copyPorts(parent).disk), asked)
  const copy = opened(await createCopyFrom(session, { copyName: name, user: name }, ports))
  const exchanger = new Exchanger(copy, session, ports, 'journal')
  const syncs = async (): Promise<readonly string[]> => {
    asked.length = 0
    expect(await exchanger.exchange()).toMatchObject({ kind: 'level' })
    return [...asked]
  }
  await syncs()
  return { copy, asked, syncs }
}

let ann: Visitor
let bob: Visitor

beforeEach(async () => {
  const parent = freshFolder()
  const own = await madeIn(copyPorts(parent))
  const session = ownFolderSession(copyPorts(parent).disk)
  await new Exchanger(own, session, copyPorts(parent), 'already').exchange()
  own.close()
  ann = await visitor(parent, 'ann')
  bob = await visitor(parent, 'bob')
  await ann.syncs()
  await ann.syncs()
  await bob.syncs()
})

describe('what an exchange asks for', () => {
  test('nothing new is known from one small read', async () => {
    expect(await ann.syncs()).toEqual(['readPart heads 0 22'])
  })

  test('an edit goes out as a range and then the heads', async () => {
    await writes(ann.copy, '1010', 4200)

    expect(await ann.syncs()).toEqual(['readPart heads 0 22', 'writeWhole ranges', 'writeWhole heads'])
  })

  test('an edit comes in with the heads', async () => {
    await writes(ann.copy, '1010', 4200)
    await ann.syncs()

    expect(await bob.syncs()).toEqual(['readPart heads 0 22', 'read heads'])
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

    expect(await bob.syncs()).toEqual(['read heads'])
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
