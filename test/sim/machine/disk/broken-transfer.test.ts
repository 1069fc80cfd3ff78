import { expect, test } from 'vitest'

import {
  createClientFile,
  createCopyFrom,
  type CreateOutcome,
} from '../../../../src/engine/lifecycle/create-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { unlikeBytes } from '../../../engine/document/unlike-bytes.ts'
import { SharedFolderWorld } from '../../../world/shared-folder.ts'
import { secondUs } from '../../../world/sim-world.ts'

const documentBytes = 3_000_000
const tunnelBytesPerSecond = 250_000
/** Questions, answers and envelopes of one exchange. */
const overheadBytes = 50_000

const opened = (outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new Error(`no copy: ${outcome.kind}`)
  return outcome.copy
}

/** ann's laptop behind the tunnel, with a copy of the parent file and a report of three megabytes in it. */
const reportToSend = async () => {
  const office = new SharedFolderWorld(20, tunnelBytesPerSecond)
  const copy = await office.completes(async () => {
    const parentPorts = office.ports('parent', office.disk)
    const parent = opened(await createClientFile({ fileName: 'ACME', user: 'office' }, parentPorts))
    await new OwnFolderExchange(parent, parentPorts).flush()
    const from = ownFolderSession(office.disk)
    const made = opened(await createCopyFrom(from, { copyName: 'ann', user: 'ann' }, office.ports('ann')))
    await made.createDocument('report', unlikeBytes(documentBytes), { author: 'ann', note: 'r' })
    return made
  })
  const exchange = async () => {
    const session = await office.session('ann', 'laptop')
    const exchanger = new FolderExchanger(copy, session, office.ports('ann'), 'journal')
    return office.completes(() => exchanger.exchange())
  }
  return { office, exchange }
}

const incomingBytes = ({ disk }: SharedFolderWorld): number =>
  disk
    .list('.shakedown/incoming')
    .reduce((sum, name) => sum + (disk.sizeBytes(`.shakedown/incoming/${name}`) ?? 0), 0)

test('a transfer without a break carries the bytes once', async () => {
  const { office, exchange } = await reportToSend()

  expect((await exchange()).kind).toBe('level')
  expect(office.network.bytesSent).toBeGreaterThan(documentBytes)
  expect(office.network.bytesSent).toBeLessThan(documentBytes + overheadBytes)
})

test('a broken exchange goes on where it broke', async () => {
  const { office, exchange } = await reportToSend()
  office.tunnelDrops(6 * secondUs, 10 * secondUs)

  expect(await exchange()).toMatchObject({ kind: 'interrupted', trouble: { kind: 'lost' } })
  await office.elapses(10 * secondUs)
  const arrivedBytes = incomingBytes(office)
  const sentBytes = office.network.bytesSent
  expect((await exchange()).kind).toBe('level')

  expect(arrivedBytes).toBeGreaterThan(documentBytes / 10)
  const againBytes = office.network.bytesSent - sentBytes
  expect(Math.abs(againBytes - (documentBytes - arrivedBytes))).toBeLessThan(overheadBytes)
})

test('a break costs at most two seconds of line', async () => {
  const { office, exchange } = await reportToSend()
  office.tunnelDrops(6 * secondUs, 10 * secondUs)

  await exchange()
  await office.elapses(10 * secondUs)
  await exchange()

  expect(office.network.bytesSent).toBeLessThan(documentBytes + 2 * tunnelBytesPerSecond + overheadBytes)
})

test('nothing of a broken transfer is seen there', async () => {
  const { office, exchange } = await reportToSend()
  const headsBefore = office.disk.read(paths.versionVector)
  office.tunnelDrops(6 * secondUs, 10 * secondUs)

  await exchange()

  expect(incomingBytes(office)).toBeGreaterThan(0)
  expect(office.disk.list('.shakedown/packs')).toEqual([])
  expect(office.disk.read(paths.versionVector)).toEqual(headsBefore)
})
