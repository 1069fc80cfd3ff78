import { expect, test } from 'vitest'

import type { Disk } from '../../../../src/engine/ports/disk.ts'
import type { ShareSession } from '../../../../src/engine/ports/share-client.ts'
import { compactFolder } from '../../../../src/engine/replication/exchange/compact-folder.ts'
import { unfinishedGraceMs } from '../../../../src/engine/replication/exchange/drop-unfinished.ts'
import { incomingFolder, incomingPath } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { staleShareClient } from '../../../../src/sim/share/stale-share.ts'
import { unlikeBytes } from '../../document/unlike-bytes.ts'
import { type Machine, visit } from '../../durability/machine.ts'
import { bytes, Scene } from '../../durability/scene.ts'
import { documentTeam } from './document-team.ts'

const dayMs = 24 * 60 * 60 * 1000
const graceDays = unfinishedGraceMs / dayMs
const piece = incomingPath('a'.repeat(64), '0123456789abcdef')

const officeWithPiece = async (): Promise<Machine> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.seals()
  scene.office.disk.writeWhole(piece, bytes('half of it'))
  return scene.office
}

/** Somebody looks after a folder on each of these days. */
const looks = async (session: ShareSession, { ports }: Machine, from: number, to: number): Promise<void> => {
  for (let day = from; day <= to; day += 1)
    await compactFolder(session, { clock: { nowMs: () => day * dayMs + 1 }, digest: ports.digest })
}

const lies = (disk: Disk): boolean => disk.kindOf(piece) === 'file'

test('a piece that nobody has added to for a month goes, and not before', async () => {
  const office = await officeWithPiece()

  await looks(visit(office), office, 0, graceDays - 1)
  expect(lies(office.disk)).toBe(true)
  await looks(visit(office), office, graceDays, graceDays)

  expect(lies(office.disk)).toBe(false)
})

test('one that somebody goes on with has its month anew', async () => {
  const office = await officeWithPiece()
  await looks(visit(office), office, 0, graceDays - 1)
  office.disk.writeWhole(piece, bytes('half of it, and more'))

  await looks(visit(office), office, graceDays, 2 * graceDays - 1)

  expect(lies(office.disk)).toBe(true)
})

test('what a listing that is a minute old shows is asked for itself, and what is no piece is left', async () => {
  const office = await officeWithPiece()
  const other = `${incomingFolder}/notes of somebody.txt`
  office.disk.writeWhole(other, bytes('mine'))
  const limits = { canEndSession: true, reportsRefusal: true }
  const connect = async () => ({ kind: 'session', session: visit(office) }) as const
  const stale = await staleShareClient({ limits, connect }, () => 0).connect('office')
  if (stale.kind !== 'session') throw new Error(stale.kind)
  await looks(stale.session, office, 0, 0)
  office.disk.writeWhole(piece, bytes('half of it, and more'))

  await looks(stale.session, office, 1, graceDays)
  expect(lies(office.disk)).toBe(true)
  await looks(stale.session, office, graceDays + 1, graceDays + 1)

  expect(lies(office.disk)).toBe(false)
  expect(office.disk.kindOf(other)).toBe('file')
})

test('a sender whose piece was taken away begins anew, and what arrives is whole', async () => {
  const [parent, ann] = await documentTeam('ann')
  if (!ann) throw new Error('nobody there')
  const film = unlikeBytes(3_000_000)
  await ann.creates('film.mp4', film)
  expect((await ann.exchanges(parent, 1_500_000)).outcome.kind).not.toBe('level')
  expect(parent.disk.list(incomingFolder)).toHaveLength(1)
  const session = ownFolderSession(parent.disk)
  for (const day of [0, graceDays])
    await compactFolder(session, { clock: { nowMs: () => day * dayMs + 1 }, digest: parent.ports.digest })
  expect(parent.disk.list(incomingFolder)).toEqual([])

  expect((await ann.exchanges(parent)).outcome.kind).toBe('level')
  await parent.serves()

  expect(parent.disk.read('film.mp4')).toEqual(film)
})
