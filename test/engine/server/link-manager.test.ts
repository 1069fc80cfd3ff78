import { expect, test } from 'vitest'

import type { MessageClient } from '../../../src/engine/ports/message-channel.ts'
import { serverClient } from '../../../src/engine/replication/client/server-session.ts'
import { LinkManager } from '../../../src/engine/replication/link/link-manager.ts'
import { defaultLinkRules } from '../../../src/engine/replication/link/link-rules.ts'
import { directClient } from '../../../src/engine/server/direct-channel.ts'
import { PublishedCopy } from '../../../src/engine/server/published-copy.ts'
import { amountOf, writes } from '../real-copy.ts'
import { arbiterOver, clock, bringInSync, ServedOffice, waitForAll } from './served-office.ts'

const rules = { ...defaultLinkRules, turns: { sessionTimeMs: 120_000, retryMs: 60_000 } }

test('a linked copy takes in a colleague’s edit when the server tells of it, long before it would look', async () => {
  const office = await ServedOffice.open()
  const published = new PublishedCopy(office.parent, arbiterOver(office.disk))
  const server = office.server(published)
  const [ann, bob] = [await office.joins({ server }), await office.joins({ server }, 'bob')]
  for (const laptop of [ann, bob]) await bringInSync(laptop)
  const manager = new LinkManager({
    copy: ann.copy,
    client: serverClient(directClient(server, 'ann')),
    target: { address: 'ACME', name: 'ACME', through: 'parent' },
    ports: ann.ports,
    rules,
  })
  manager.open()
  await waitForAll()
  expect(manager.status).toMatchObject({ kind: 'linked', to: 'ACME', activity: 'idle' })
  const beforeMs = clock.nowMs()

  await writes(bob.copy, 'x', 7)
  await bringInSync(bob)
  await waitForAll()

  expect(amountOf(ann.copy, 'x')).toEqual(amountOf(bob.copy, 'x'))
  expect(clock.nowMs()).toBe(beforeMs)
  await writes(ann.copy, 'y', 8)
  manager.edited()
  await clock.passes(rules.sendAfterMs)
  expect(amountOf(office.parent, 'y')).toEqual(amountOf(ann.copy, 'y'))
  const closing = manager.close()
  server.drain()
  await closing
  expect(manager.status).toMatchObject({ kind: 'none', reason: { kind: 'chosen' } })
})

/** A way to a server that answers the greeting and nothing after it; how many channels are open. */
const fadingClient = (client: MessageClient): MessageClient & { count: number } => {
  const fading = {
    count: 0,
    open: (address: string): ReturnType<MessageClient['open']> => {
      const opened = client.open(address)
      if (opened.kind !== 'channel') return opened
      fading.count += 1
      let asked = 0
      return {
        kind: 'channel',
        channel: {
          ask: async (message, patienceMs) => {
            asked += 1
            if (asked > 1) return { kind: 'lost', detail: 'it does not answer any more' }
            return opened.channel.ask(message, patienceMs)
          },
          close: async () => {
            fading.count -= 1
            await opened.channel.close()
          },
        },
      }
    },
  }
  return fading
}

test('a session in which no answer comes any more is given back before another one is asked for', async () => {
  const office = await ServedOffice.open()
  const published = new PublishedCopy(office.parent, arbiterOver(office.disk))
  const server = office.server(published)
  const ann = await office.joins({ server })
  const client = fadingClient(directClient(server, 'ann'))
  const manager = new LinkManager({
    copy: ann.copy,
    client: serverClient(client),
    target: { address: 'ACME', name: 'ACME', through: 'parent' },
    ports: ann.ports,
    rules,
  })

  manager.open()
  await waitForAll()

  expect(manager.status).toMatchObject({ kind: 'none', reason: { kind: 'unreachable' } })
  expect(client.count).toBe(0)
  await clock.passes(rules.redialMs)
  expect(client.count).toBe(0)
  await manager.close()
})
