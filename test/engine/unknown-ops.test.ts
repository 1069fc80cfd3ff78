import { expect, test } from 'vitest'

import { Chain } from '../../src/engine/event/chain.ts'
import { decodeEvent, encodeEvent } from '../../src/engine/event/event.ts'
import { lineId } from '../../src/engine/identifier/line.ts'
import { OwnFolder } from '../../src/engine/replication/exchange/seal.ts'
import { copyPorts } from '../../src/real/machine/copy-ports.ts'
import { realDigest } from '../../src/real/machine/digest.ts'
import { Desk } from '../cli/file/desk.ts'
import { reopened } from './real-copy.ts'

const newerLine = lineId('00000000000000ff')
const newerOp = { kind: 'unknown' as const, code: 4711, payload: Uint8Array.of(1, 2, 3) }

/** Work of a newer engine, as a visitor brings it. */
const bringNewerWork = async (folder: string): Promise<void> => {
  const ports = copyPorts(folder)
  const copy = reopened(folder)
  const event = encodeEvent({
    stamp: { ms: 1, count: 0 },
    author: 'eve',
    note: '',
    after: [],
    ops: [newerOp],
  })
  const previousHash = new Chain(realDigest).start(newerLine)
  await copy.takeIn([{ line: newerLine, first: 1, previousHash, events: [event] }], 'journal')
  await new OwnFolder(copy, ports).seal()
  copy.close()
}

test('ops of a newer engine are carried and counted', async () => {
  const desk = await Desk.withTwoCopies()
  await bringNewerWork(desk.path('laptop-ann'))

  await desk.does('sync laptop-ann')
  await desk.does('sync laptop-bob')

  expect(await desk.json('status laptop-bob')).toMatchObject({ unknownOps: 1, unapplied: 0 })
  const carried = reopened(desk.path('laptop-bob')).lines.log(newerLine)?.eventAt(1)
  expect(carried && decodeEvent(carried).ops).toEqual([newerOp])
})
