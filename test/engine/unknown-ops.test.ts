import { expect, test } from 'vitest'

import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { asLogId } from '../../src/engine/identifier/log-id.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { Desk } from '../cli/file/desk.ts'
import { reopened } from './real-copy.ts'

const newerLine = asLogId('00000000000000ff')
const newerOp = { kind: 'unknown' as const, code: 4711, payload: Uint8Array.of(1, 2, 3) }

/** Work of a newer engine, as a visitor brings it. */
const bringNewerWork = async (folder: string): Promise<void> => {
  const ports = realCopyPorts(folder)
  const copy = reopened(folder)
  const event = encodeEvent({
    timestamp: { ms: 1, count: 0 },
    author: 'eve',
    note: '',
    deps: [],
    ops: [newerOp],
  })
  const previousHash = new HashChain(realDigest).start(newerLine)
  await copy.ingest([{ log: newerLine, first: 1, previousHash, events: [event] }], 'journal')
  await new OwnFolderExchange(copy, ports).flush()
  copy.close()
}

test('ops of a newer engine are carried and counted', async () => {
  const desk = await Desk.withTwoCopies()
  await bringNewerWork(desk.path('laptop-ann'))

  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(await desk.json('status laptop-bob')).toMatchObject({ unknownOps: 1, unapplied: 0 })
  const carried = reopened(desk.path('laptop-bob')).logs.log(newerLine)?.eventAt(1)
  expect(carried && decodeEvent(carried).ops).toEqual([newerOp])
})
