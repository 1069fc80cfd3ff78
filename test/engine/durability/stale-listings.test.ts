import { describe, expect, test } from 'vitest'

import { textValue } from '../../../src/engine/event/value.ts'
import type { ShareSession } from '../../../src/engine/ports/share-client.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { staleShareClient } from '../../../src/sim/share/stale-share.ts'
import { type Machine, visit } from './machine.ts'
import { deed, Scene } from './scene.ts'

/** A session of a machine whose idea of names is up to a minute old, by a clock that the test moves. */
const staleVisit = async (office: Machine, clock: { nowMs: number }): Promise<ShareSession> => {
  const limits = { canEndSession: true, reportsRefusal: true }
  const connect = async () => ({ kind: 'session', session: visit(office) }) as const
  const answer = await staleShareClient({ limits, connect }, () => clock.nowMs).connect('office')
  if (answer.kind !== 'session') throw new Error(answer.kind)
  return answer.session
}

/** Enough events that most of a line is in blocks whose names are found by listing alone. */
const manyEvents = 600

const officeEdits = async (scene: Scene, from: number, count: number): Promise<void> => {
  const { copy } = scene.office
  for (let index = from; index < from + count; index += 1) {
    const { seen } = copy.read('tb', `${index}`, 'name')
    await copy.edit({ table: 'tb', key: `${index}`, field: 'name' }, textValue('x'), seen, deed)
  }
  await scene.seals('office')
}

const joined = async (): Promise<Scene> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.seals()
  await scene.joins()
  return scene
}

const isLevel = ({ office, laptop }: Scene): boolean =>
  office.copy.canonicalState() === laptop.copy.canonicalState()

test('blocks that a stale listing does not show are fetched when it has aged', async () => {
  const scene = await joined()
  const clock = { nowMs: 0 }
  const exchanger = new FolderExchanger(
    scene.laptop.copy,
    await staleVisit(scene.office, clock),
    scene.laptop.ports,
    'journal',
  )
  await officeEdits(scene, 0, manyEvents)
  expect((await exchanger.exchange()).kind).toBe('level')
  await officeEdits(scene, manyEvents, manyEvents)
  await scene.edits('laptop', 'mine', 'written meanwhile')

  expect((await exchanger.exchange()).kind).toBe('level')
  expect(exchanger.isInSync).toBe(false)
  await scene.seals()
  expect(scene.office.copy.read('tb', 'mine', 'name').register).not.toBeNull()

  clock.nowMs = 60_000
  await exchanger.exchange()
  expect(isLevel(scene)).toBe(true)
})

test('a file that has just been made is not announced over by who has not seen it yet', async () => {
  const scene = Scene.empty()
  await scene.createsFile()
  const session = await staleVisit(scene.office, { nowMs: 0 })
  await session.read(paths.versionVector)
  await scene.joins()
  await scene.edits('office', 'first', 'announced meanwhile')
  await scene.seals()
  const announced = scene.office.copy.logs.log(scene.office.copy.identity.line)?.seq
  await scene.edits('laptop', 'mine', 'mine')

  const exchanger = new FolderExchanger(scene.laptop.copy, session, scene.laptop.ports, 'journal')
  await exchanger.exchange()
  await exchanger.poll()

  expect(exchanger.theirVersions.get(scene.office.copy.identity.line)?.seq).toBe(announced)
})

const lies: Record<string, (names: readonly string[]) => readonly string[]> = {
  'shows nothing': () => [],
  'shows files that are not there': (names) => [
    ...names,
    '1-256.ffffffffffffffff',
    '257-512.ffffffffffffffff',
  ],
  'shows names that mean nothing': (names) => ['.DS_Store', '0-0.', ...names, 'Thumbs.db'],
  'leaves out every other name': (names) => names.filter((_name, index) => index % 2 === 1),
}

describe.each(Object.entries(lies))('a listing that %s', (_name, lie) => {
  test('decides nothing: what it hides comes when it is true again', async () => {
    const scene = await joined()
    await officeEdits(scene, 0, manyEvents)
    await scene.edits('laptop', 'mine', 'mine')
    const honest = visit(scene.office)
    let isLying = true
    const list: ShareSession['list'] = async (path) => {
      const answer = await honest.list(path)
      return isLying && answer.kind === 'ok' ? { kind: 'ok', value: lie(answer.value) } : answer
    }
    const exchanger = new FolderExchanger(
      scene.laptop.copy,
      { ...honest, list },
      scene.laptop.ports,
      'journal',
    )

    expect((await exchanger.exchange()).kind).toBe('level')
    await scene.seals()
    expect(scene.office.copy.read('tb', 'mine', 'name').register).not.toBeNull()
    const heads = [...exchanger.theirVersions.values()].map(({ seq }) => seq)
    expect(Math.max(...heads)).toBeGreaterThan(manyEvents)

    isLying = false
    await exchanger.exchange()
    expect(isLevel(scene)).toBe(true)
  })
})
