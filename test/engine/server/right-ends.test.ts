import { expect, test } from 'vitest'

import type { MessageClient } from '../../../src/engine/ports/message-channel.ts'
import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import { serverClient } from '../../../src/engine/replication/client/server-session.ts'
import type { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { clock, bringInSync, ServedOffice, waitForAll } from './served-office.ts'

/** Asks as somebody who may have the file until a moment, and no longer. */
const clientUntil = (server: SyncServer, untilMs: () => number): MessageClient => ({
  open: (file) => ({
    kind: 'channel',
    channel: {
      ask: async (body) => {
        const { bytes } = await server.answer({
          file,
          who: 'ann',
          mayWrite: true,
          untilMs: untilMs(),
          body,
        })
        return { kind: 'answer', bytes }
      },
      close: async () => {},
    },
  }),
})

test('nobody waits for news for longer than they may have it', async () => {
  const office = await ServedOffice.open()
  const instance = await office.instance()
  const ann = await office.joins(instance)
  await bringInSync(ann)
  const client = clientUntil(instance.server, () => clock.nowMs() + 3000)
  const answer = await serverClient(client).connect('ACME')
  if (answer.kind !== 'session') throw new Error(answer.detail)
  const exchange = openExchange(ann.copy, answer.session, ann.ports)
  await exchange.exchange()
  let isTold = false
  void exchange.untilChanges(60_000)?.then(() => (isTold = true))
  await waitForAll()

  await clock.passes(2999)
  expect(isTold).toBe(false)
  await clock.passes(1)

  expect(isTold).toBe(true)
  expect(await exchange.exchange()).toMatchObject({ kind: 'level', eventsIn: 0 })
})

test('what took so long that the right to it is over is not sent', async () => {
  const office = await ServedOffice.open()
  const { server } = await office.instance()
  const untilMs = clock.nowMs()
  const asked = { file: 'ACME', who: 'ann', mayWrite: true, body: Uint8Array.of() }

  const inTime = await server.answer({ ...asked, untilMs })
  const late = await server.answer({ ...asked, untilMs: untilMs - 1 })

  expect(inTime.refusal?.code).toBe('malformed')
  expect(late.refusal).toMatchObject({
    code: 'unknown-user',
    what: 'What was asked for took longer than ann may have it without being asked again who they are',
  })
})
