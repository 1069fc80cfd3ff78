import { expect, test } from 'vitest'

import { textValue } from '../../../src/engine/event/value.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { opened } from '../real-copy.ts'
import { Fleet } from '../replica/fleet.ts'

const keysIn = (fleet: Fleet, index: number): Promise<number> =>
  fleet.does(index, async (copy) => copy.state.keys('t').length)

/** Two copies and a clone of the second one's disk; its line has so many events before the clone and so many after. */
const forked = async (before: number, afterOne: number, afterTwo: number): Promise<Fleet> => {
  const fleet = await Fleet.of(2)
  await fleet.fill(1, 'before', before)
  await fleet.exchange(1, 0)
  fleet.clone(1, 'disk')
  await fleet.fill(1, 'one', afterOne)
  await fleet.fill(2, 'two', afterTwo)
  return fleet
}

test.each([
  [0, 1, 1],
  [3, 1, 600],
  [100, 600, 5],
  [254, 1, 1],
  [255, 256, 256],
  [300, 700, 400],
])('histories part anywhere: after %i events, by %i and %i', async (before, afterOne, afterTwo) => {
  for (const order of [
    [1, 2],
    [2, 1],
  ]) {
    const fleet = await forked(before, afterOne, afterTwo)
    for (const index of [...order, ...order]) await fleet.exchange(index, 0)

    const counts = [await keysIn(fleet, 0), await keysIn(fleet, 1), await keysIn(fleet, 2)]
    expect(counts).toEqual(counts.map(() => before + afterOne + afterTwo))
    const states = [0, 1, 2].map((index) => fleet.does(index, async (copy) => copy.canonicalState()))
    expect(new Set(await Promise.all(states)).size).toBe(1)
  }
})

test('a third twin that comes much later joins the others', async () => {
  const fleet = await Fleet.of(2)
  await fleet.fill(1, 'before', 10)
  fleet.clone(1, 'disk')
  fleet.clone(1, 'disk')
  await fleet.fill(1, 'one', 20)
  await fleet.fill(2, 'two', 30)
  await fleet.exchange(1, 0)
  await fleet.exchange(2, 0)
  await fleet.fill(0, 'after', 5)
  await fleet.fill(3, 'three', 300)

  for (const index of [3, 1, 2, 3]) await fleet.exchange(index, 0)

  for (let index = 0; index < 4; index += 1) expect(await keysIn(fleet, index)).toBe(365)
  const [split] = await fleet.does(0, async (copy) => copy.logs.forks())
  expect(split?.historyIds).toHaveLength(3)
})

test('a copy that stays open splits the line under its hands, and tells of each event once', async () => {
  const fleet = await Fleet.of(2)
  await fleet.edit(1, 'a')
  await fleet.exchange(1, 0)
  fleet.clone(1, 'disk')
  const told: string[] = []
  const ports: CopyPorts = {
    ...fleet.portsOf(1),
    trace: {
      emit: (news) => void (news.kind === 'applied' && told.push(`${news.log}.${news.seq} ${news.note}`)),
    },
  }
  const live = opened(openCopy(ports))
  const { seen } = live.read('t', 'a', 'x')
  await write(live, 'a', 'live', seen)
  await fleet.edit(2, 'a')
  await fleet.exchange(2, 0)
  told.length = 0

  const outcome = await new FolderExchanger(
    live,
    ownFolderSession(fleet.portsOf(0).disk),
    ports,
    'journal',
  ).exchange()

  expect(outcome.kind).toBe('level')
  expect(live.read('t', 'a', 'x').register?.siblings).toHaveLength(2)
  expect(told.map((news) => news.split(' ')[1]).filter((note) => note !== '')).toEqual([])
  expect(told).toHaveLength(1)
  expect(live.ownLogChange).toEqual({ why: 'written-elsewhere', isBegun: true })
  await write(live, 'b', 'on', 'nothing')
  await new OwnFolderExchange(live, ports).flush()
  live.close()
  expect(await keysIn(fleet, 1)).toBe(2)
})

const write = async (copy: SyncCopy, key: string, value: string, seen: string): Promise<void> => {
  const place = { table: 't', key, field: 'x' }
  const outcome = await copy.edit(place, textValue(value), seen, { author: 'ann', note: '' })
  expect(outcome.kind).toBe('acknowledged')
}
