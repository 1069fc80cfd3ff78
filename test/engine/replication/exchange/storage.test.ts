import { expect, test } from 'vitest'

import {
  keepVersionsField,
  settingsKey,
  settingsTable,
} from '../../../../src/engine/document/retention-policy.ts'
import { textValue } from '../../../../src/engine/event/value.ts'
import type { Disk } from '../../../../src/engine/ports/disk.ts'
import { compactFolder } from '../../../../src/engine/replication/exchange/compact-folder.ts'
import { applyRetention } from '../../../../src/engine/replication/maintenance/apply-retention.ts'
import { home } from '../../../../src/engine/storage/folder/layout.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { unlikeBytes } from '../../document/unlike-bytes.ts'
import { visit } from '../../durability/machine.ts'
import { Scene } from '../../durability/scene.ts'
import { engineFiles } from '../../repair/damages.ts'
import { documentTeam } from './document-team.ts'

const dayMs = 24 * 60 * 60 * 1000
const editsADay = 30
const days = 40

const bytesIn = (disk: Disk, folder: string): number =>
  engineFiles(disk, folder).reduce((sum, path) => sum + (disk.sizeBytes(path) ?? 0), 0)

/** The bytes of all events, and of those that came since `fromSeq`, with their lengths. */
const eventBytes = ({ office }: Scene, fromSeq = 0): number => {
  const log = office.copy.logs.log(office.copy.identity.line)
  let bytes = 0
  for (let seq = fromSeq + 1; seq <= (log?.seq ?? 0); seq += 1) bytes += (log?.eventAt(seq).length ?? 0) + 3
  return bytes
}

/** As docs/decisions/0004-storage.md states it: for one line, and events that came since two graces ago. */
const rangesBoundBytes = (scene: Scene, events: number, recentFrom: number): number =>
  eventBytes(scene) +
  128 * (Math.ceil(events / 256) + 8) +
  4 * eventBytes(scene, recentFrom) +
  128 * (events - recentFrom)

test('S9: a history of many days, sealed edit by edit, stays within the stated formula on each of them', async () => {
  const scene = Scene.empty()
  await scene.createsFile()
  const { office } = scene
  const events: number[] = []
  for (let day = 0; day < days; day += 1) {
    for (let edit = 0; edit < editsADay; edit += 1) {
      await scene.edits('office', `${edit}`, `day ${day}, edit ${edit}`)
      await scene.seals()
    }
    const ports = { clock: { nowMs: () => day * dayMs + 1 }, digest: office.ports.digest }
    for (let isDone = false; !isDone;) {
      const outcome = await compactFolder(visit(office), ports)
      isDone = outcome.kind !== 'compacted' || outcome.isDone
    }
    const seq = office.copy.logs.receivedSeq(office.copy.identity.line)
    events.push(seq)
    const recentFrom = events.at(-4) ?? 0
    expect(bytesIn(office.disk, paths.rangesFolder)).toBeLessThan(rangesBoundBytes(scene, seq, recentFrom))
    expect(bytesIn(office.disk, paths.walFolder)).toBeLessThan(2 * 256 * 1024 + 1024)
    expect(office.disk.sizeBytes(paths.versionVector)).toBeLessThan(8 * 1024 + 256)
    expect(office.disk.sizeBytes(paths.compaction)).toBeLessThan(512)
  }
  expect(engineFiles(office.disk, paths.rangesFolder).length).toBeLessThan(5 + 8 + 4 * editsADay)
})

test('S9: a snapshot is as long as what stands, and a few bytes more for each event and line', async () => {
  const scene = Scene.empty()
  await scene.createsFile()
  const { office } = scene
  for (let edit = 0; edit < 1500; edit += 1)
    await scene.edits('office', `${edit % 30}`, `edit ${edit} of many`)

  await scene.snapshots('office')

  const { line: logId } = office.copy.identity
  const events = office.copy.logs.receivedSeq(logId)
  const standing = office.copy.state
    .registers()
    .flatMap(({ siblings: versions }) => versions.map(({ dot }) => dot.seq))
  const log = office.copy.logs.log(logId)
  const standingBytes = standing.reduce((sum, seq) => sum + (log?.eventAt(seq).length ?? 0), 0)
  const bound = standingBytes + 64 * standing.length + 9 * events + 500
  expect(bytesIn(office.disk, paths.snapshotsFolder)).toBeGreaterThan(0)
  expect(bytesIn(office.disk, paths.snapshotsFolder)).toBeLessThan(bound)
})

const keepDays = 10
const versionBytes = 1000

test('S9: documents saved every day stay within the stated formula where the file keeps versions for some days', async () => {
  const [office] = await documentTeam()
  const { copy, ports, disk } = office
  const setting = { table: settingsTable, key: settingsKey, field: keepVersionsField }
  await copy.edit(
    setting,
    textValue(`${keepDays}d`),
    copy.read('client-file', 'settings', 'x').seen,
    office.deed,
  )
  await office.creates('memo.txt', unlikeBytes(versionBytes, 1000))
  const startMs = Date.now()
  for (let day = 0; day < days; day += 1) {
    await office.saves('memo.txt', unlikeBytes(versionBytes, day))
    const clock = { nowMs: () => startMs + day * dayMs }
    await applyRetention({ copy, ports: { ...ports, clock }, link: null })
    const kept = 1 + keepDays + 2
    const documentBytes = bytesIn(disk, paths.contentsFolder) + bytesIn(disk, `${home}/aside`)
    expect(documentBytes).toBeLessThanOrEqual(versionBytes * kept)
    expect(disk.sizeBytes(paths.retention)).toBeLessThan(200 * kept + 100 * (day + 1) + 100)
  }
  expect(bytesIn(disk, paths.contentsFolder)).toBeGreaterThan(versionBytes * keepDays)
})
