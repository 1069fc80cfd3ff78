import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { createCopyFrom } from '../../src/engine/lifecycle/create-copy.ts'
import type { EngineEvent } from '../../src/engine/ports/engine-trace.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { LinkManager } from '../../src/engine/replication/link/link-manager.ts'
import { defaultLinkRules } from '../../src/engine/replication/link/link-rules.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { amountOf, madeIn, opened, writes } from '../engine/real-copy.ts'
import { fewSessions, type SambaServer, startSamba } from './samba-server.ts'

let samba: SambaServer
beforeAll(async () => {
  samba = await startSamba()
})
afterAll(() => samba?.stop())

/** A sync copy with the program that keeps it linked, and what it was told so far. */
interface Visitor {
  readonly copy: SyncCopy
  readonly keeper: LinkManager
  /** Resolves when the link has come to this, from the last call on. */
  readonly hears: (reason: string) => Promise<void>
}

const visitorOf = async (address: string, name: string): Promise<Visitor> => {
  const told: string[] = []
  let onEvent = (): void => undefined
  const emit = (event: EngineEvent): void => {
    if (event.kind === 'link') told.push(event.reason)
    onEvent()
  }
  const ports = { ...realCopyPorts(freshFolder()), trace: { emit } }
  const answer = await samba.client.connect(address)
  if (answer.kind !== 'session') throw new Error(answer.kind)
  const copy = opened(await createCopyFrom(answer.session, { copyName: name, user: name }, ports))
  await answer.session.disconnect()
  const turns = { sessionTimeMs: 120_000, retryMs: 200 }
  const target = { address, name: 'office', through: 'parent' } as const
  const keeper = new LinkManager({
    copy,
    client: samba.client,
    target,
    ports,
    rules: { ...defaultLinkRules, turns },
  })
  const hears = (reason: string): Promise<void> =>
    new Promise((resolve) => {
      onEvent = () => {
        if (!told.includes(reason)) return
        told.length = 0
        resolve()
      }
      onEvent()
    })
  return { copy, keeper, hears }
}

const office = async (): Promise<{ address: string; copy: SyncCopy }> => {
  const folder = join(samba.folder, 'office')
  mkdirSync(folder)
  const ports = realCopyPorts(folder)
  const copy = await madeIn(ports)
  await writes(copy, '1010', 4200)
  await new OwnFolderExchange(copy, ports).flush()
  return { address: samba.address('few', 'office'), copy }
}

test('(row 49) the sixth copy is told that it was refused, shows it, and gets in when one leaves', async () => {
  const { address } = await office()
  const visitors: Visitor[] = []
  for (const name of ['ann', 'bob', 'cid', 'dee', 'eve', 'fay']) visitors.push(await visitorOf(address, name))
  const five = visitors.slice(0, fewSessions)
  const [ann] = five
  const sixth = visitors[fewSessions]
  if (!ann || !sixth) throw new Error('six were made')
  for (const { keeper, hears } of five) {
    keeper.open()
    await hears('office')
  }

  sixth.keeper.open()
  await sixth.hears('refused')

  expect(sixth.keeper.status).toMatchObject({
    kind: 'none',
    reason: { kind: 'refused', code: 1450, detail: expect.stringContaining('STATUS_INSUFFICIENT_RESOURCES') },
    nextTryMs: expect.any(Number),
  })
  expect(five.map(({ keeper }) => keeper.status.kind)).toEqual(five.map(() => 'linked'))

  await ann.keeper.close()
  await sixth.hears('office')

  expect(sixth.keeper.status).toMatchObject({ kind: 'linked', to: 'office' })
  expect(amountOf(sixth.copy, '1010')).toEqual({ kind: 'number', decimal: '4200' })
  await Promise.all(visitors.map(({ keeper }) => keeper.close()))
})
