import { expect, test } from 'vitest'

import { createCopyFrom } from '../../../../src/engine/lifecycle/create-copy.ts'
import { blocksBetween } from '../../../../src/engine/log/block.ts'
import type { ShareSession } from '../../../../src/engine/ports/share-client.ts'
import { verifyCopy } from '../../../../src/engine/repair/examine-copy.ts'
import {
  compactFolder,
  type CompactionOutcome,
  defaultCompactionRules,
} from '../../../../src/engine/replication/exchange/compact-folder.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { CrashDisk } from '../../../../src/sim/machine/disk/crash-disk.ts'
import { staleShareClient } from '../../../../src/sim/share/stale-share.ts'
import { Machine, visit } from '../../durability/machine.ts'
import { Scene } from '../../durability/scene.ts'

const { graceMs, checkEveryMs } = defaultCompactionRules
const startMs = 1_700_000_000_000

/** An office whose line was sealed event by event, as one that sends every edit at once does. */
const officeWith = async (events: number): Promise<Scene> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.seals()
  for (let key = 2; key <= events; key += 1) {
    await scene.edits('office', `${key}`, `value ${key}`)
    await scene.seals()
  }
  return scene
}

const compacts = (
  session: ShareSession,
  { office }: Scene,
  nowMs: number,
  rules = defaultCompactionRules,
): Promise<CompactionOutcome> =>
  compactFolder(session, { clock: { nowMs: () => nowMs }, digest: office.ports.digest }, rules)

/** As often as somebody looks, until a grace and a bit have passed. */
const graceLater = async (session: ShareSession, scene: Scene, fromMs: number): Promise<number> => {
  let removed = 0
  for (let ms = fromMs; ms <= fromMs + graceMs + checkEveryMs; ms += checkEveryMs) {
    const outcome = await compacts(session, scene, ms)
    removed += outcome.kind === 'compacted' ? outcome.removed : 0
  }
  return removed
}

const blocksOf = ({ office }: Scene): readonly string[] =>
  office.disk.list(`${paths.rangesFolder}/${office.copy.identity.line}`)

const endsOf = (names: readonly string[]): readonly string[] =>
  names.map((name) => name.slice(0, name.indexOf('.'))).sort()

const canonical = (seq: number): readonly string[] =>
  blocksBetween(0, seq)
    .map(({ first, last }) => `${first}-${last}`)
    .sort()

const isWhole = ({ office }: Scene): boolean => {
  const outcome = verifyCopy(office.ports)
  return outcome.kind === 'verified' && outcome.findings.length === 0
}

test('small blocks that a larger one covers go after the grace, and not before; the canonical ones stay', async () => {
  const scene = await officeWith(150)
  const session = visit(scene.office)
  expect(blocksOf(scene)).toHaveLength(150)

  await compacts(session, scene, startMs)
  await compacts(session, scene, startMs + graceMs - 1)
  expect(blocksOf(scene)).toHaveLength(150)

  expect(await graceLater(session, scene, startMs)).toBe(146)
  expect(endsOf(blocksOf(scene))).toEqual(canonical(150))
  expect(isWhole(scene)).toBe(true)
})

test('what is covered only since lately has a grace of its own', async () => {
  const scene = await officeWith(5)
  const session = visit(scene.office)
  await compacts(session, scene, startMs)
  for (let key = 6; key <= 8; key += 1) {
    await scene.edits('office', `${key}`, 'x')
    await scene.seals()
  }

  await compacts(session, scene, startMs + graceMs)
  // 1-4 and 5-5 were canonical a moment ago: somebody may have been told to read them.
  expect(endsOf(blocksOf(scene))).toEqual(['1-4', '1-8', '5-5', '5-6', '7-7'])

  await graceLater(session, scene, startMs + graceMs)
  expect(endsOf(blocksOf(scene))).toEqual(['1-8'])
})

test('a copy that is opened and one that joins afterwards have all of it', async () => {
  const scene = await officeWith(300)
  await graceLater(visit(scene.office), scene, startMs)
  const before = scene.office.copy.canonicalState()
  scene.office.closes()

  expect(scene.office.open()).toBe('opened')
  expect(scene.office.copy.canonicalState()).toBe(before)
  expect(await scene.joins()).toBe('opened')
  expect(scene.laptop.copy.read('tb', '300', 'name').register?.siblings[0]?.value).toBeDefined()
})

test('a covering block that is damaged covers nothing', async () => {
  const scene = await officeWith(16)
  const folder = `${paths.rangesFolder}/${scene.office.copy.identity.line}`
  const great = blocksOf(scene).find((name) => name.startsWith('1-16.')) ?? ''
  const bytes = scene.office.disk.read(`${folder}/${great}`) ?? new Uint8Array(0)
  scene.office.disk.writeWhole(`${folder}/${great}`, bytes.with(40, (bytes[40] ?? 0) ^ 1))

  expect(await graceLater(visit(scene.office), scene, startMs)).toBe(0)
  expect(blocksOf(scene)).toHaveLength(16)
})

test('a block of another history under the same place is left where it lies', async () => {
  const scene = await officeWith(16)
  const folder = `${paths.rangesFolder}/${scene.office.copy.identity.line}`
  const small = blocksOf(scene).find((name) => name.startsWith('1-2.')) ?? ''
  const bytes = scene.office.disk.read(`${folder}/${small}`) ?? new Uint8Array(0)
  scene.office.disk.writeWhole(`${folder}/1-2.ffffffffffffffff`, bytes)

  await graceLater(visit(scene.office), scene, startMs)

  expect(blocksOf(scene).map((name) => name.slice(0, 12))).toContain('1-2.ffffffff')
  expect(endsOf(blocksOf(scene))).toEqual(['1-16', '1-2'])
})

/** A visitor whose machine believes listings, and that something is absent, for a minute. */
const staleVisitor = async (scene: Scene, clock: { nowMs: number }): Promise<ShareSession> => {
  const limits = { canEndSession: true, reportsRefusal: true }
  const connect = async () => ({ kind: 'session', session: visit(scene.office) }) as const
  const answer = await staleShareClient({ limits, connect }, () => clock.nowMs).connect('office')
  if (answer.kind !== 'session') throw new Error(answer.kind)
  return answer.session
}

test('two visitors who do not know of each other, each with a listing a minute old, lose nothing', async () => {
  const scene = await officeWith(40)
  const clock = { nowMs: startMs }
  const visitors = [await staleVisitor(scene, clock), await staleVisitor(scene, clock)]
  const logId = `${paths.rangesFolder}/${scene.office.copy.identity.line}`
  for (let round = 0; round < 6; round += 1) {
    for (const visitor of visitors) await visitor.list(logId)
    for (let edits = 0; edits < 9; edits += 1) {
      await scene.edits('office', `${round} ${edits}`, 'x')
      await scene.seals()
    }
    // Both at once, request by request.
    await Promise.all(visitors.map((visitor) => compacts(visitor, scene, clock.nowMs)))
    expect(isWhole(scene)).toBe(true)
    clock.nowMs += graceMs
  }

  expect(blocksOf(scene).length).toBeLessThan(40)
  expect(await scene.joins()).toBe('opened')
  expect(scene.laptop.copy.canonicalState().length).toBeGreaterThan(0)
  await scene.exchanges()
  await scene.seals()
  expect(scene.laptop.copy.canonicalState()).toBe(scene.office.copy.canonicalState())
})

test('a reader that holds old heads and an old listing gets on', async () => {
  const scene = await officeWith(21)
  const reader = new Machine('reader', new CrashDisk())
  const clock = { nowMs: startMs }
  const session = await staleVisitor(scene, clock)
  const made = await createCopyFrom(session, { copyName: 'reader', user: 'bob' }, reader.ports)
  if (made.kind !== 'opened') throw new Error(made.kind)
  const exchanger = new FolderExchanger(made.copy, session, reader.ports, 'journal')
  await exchanger.exchange()
  for (let key = 22; key <= 64; key += 1) {
    await scene.edits('office', `${key}`, 'x')
    await scene.seals()
  }
  await graceLater(visit(scene.office), scene, startMs)

  for (let look = 1; look <= 3; look += 1) {
    expect((await exchanger.exchange()).kind).toBe('level')
    clock.nowMs += 60_000
  }

  await scene.seals()
  expect(made.copy.canonicalState()).toBe(scene.office.copy.canonicalState())
})

test('a clock that is wrong by seventy years removes nothing that is not covered, and holds nobody up for ever', async () => {
  const scene = await officeWith(20)
  const session = visit(scene.office)
  const farMs = startMs + 70 * 365 * 24 * 60 * 60 * 1000
  await compacts(session, scene, farMs)

  await compacts(session, scene, startMs)
  await graceLater(session, scene, startMs)

  expect(endsOf(blocksOf(scene))).toEqual(canonical(20))
  expect(isWhole(scene)).toBe(true)
})

test('one visit removes so much at most, and the next goes on at once', async () => {
  const scene = await officeWith(64)
  const session = visit(scene.office)
  const rules = { ...defaultCompactionRules, removalsMax: 20 }
  await compacts(session, scene, startMs, rules)
  const outcomes: CompactionOutcome[] = []
  for (let visitCount = 0; visitCount < 4; visitCount += 1)
    outcomes.push(await compacts(session, scene, startMs + graceMs + visitCount, rules))

  expect(outcomes.map((outcome) => outcome.kind === 'compacted' && outcome.removed)).toEqual([20, 20, 20, 3])
  expect(endsOf(blocksOf(scene))).toEqual(['1-64'])
})
