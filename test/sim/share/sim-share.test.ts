import { expect, test } from 'vitest'

import { deadSessionUs, lossNoticedUs } from '../../../src/sim/share/sim-share.ts'
import { SharedFolderWorld } from '../../world/shared-folder.ts'
import { secondUs } from '../../world/sim-world.ts'

const bytes = (count: number) => new Uint8Array(count).fill(7)

const full = async (limit: number) => {
  const office = new SharedFolderWorld(limit)
  const sessions = []
  for (let index = 1; index <= limit; index += 1) sessions.push(await office.session(`copy-${index}`))
  return { office, sessions }
}

test('the 21st session is refused with error 71 (row 49)', async () => {
  const { office } = await full(20)

  expect(await office.connect('copy-21')).toEqual({
    kind: 'refused',
    code: 71,
    detail: 'server has as many connections as it can accept',
  })
  expect(office.table.open).toBe(20)
  expect(office.diary.at(-1)).toBe('copy-21 is refused at server')
})

test('who was refused is not queued', async () => {
  const { office, sessions } = await full(2)
  await office.connect('copy-3')

  await office.completes(async () => sessions[0]?.disconnect())
  await office.elapses(600 * secondUs)

  expect(office.table.open).toBe(1)
  expect(office.diary).not.toContain('copy-3 enters server')
})

test('a session given back makes room at once', async () => {
  const { office, sessions } = await full(2)

  await office.completes(async () => sessions[0]?.disconnect())

  expect((await office.connect('copy-3')).kind).toBe('session')
  expect(office.diary.slice(2)).toEqual(['copy-1 leaves server', 'copy-3 enters server'])
})

test('a session given back twice frees one place', async () => {
  const { office, sessions } = await full(2)
  await office.completes(async () => sessions[0]?.disconnect())
  await office.session('copy-3')

  await office.completes(async () => sessions[0]?.disconnect())

  expect(office.table.open).toBe(2)
})

test('a session given back carries nothing more', async () => {
  const { office, sessions } = await full(2)
  await office.completes(async () => sessions[0]?.disconnect())

  const answer = await office.completes(async () => sessions[0]?.writeWhole('note', bytes(10)))

  expect(answer?.kind).toBe('lost')
  expect(office.disk.read('note')).toBeNull()
})

test('a share that is not there is unreachable', async () => {
  const office = new SharedFolderWorld()
  const client = office.client('ann')

  expect(await office.completes(() => client.connect('elsewhere'))).toMatchObject({ kind: 'unreachable' })
})

test('a host that is down does not answer', async () => {
  const office = new SharedFolderWorld()
  office.network.setUp('server', false)

  expect(await office.connect('ann')).toEqual({ kind: 'unreachable', detail: 'server does not answer' })
  expect(office.kernel.scheduler.nowUs).toBe(lossNoticedUs)
})

test('what one writes another reads', async () => {
  const office = new SharedFolderWorld()
  const ann = await office.session('ann')
  const bob = await office.session('bob', 'laptop')

  await office.completes(() => ann.writeWhole('folder/note', bytes(30_000)))

  expect(await office.completes(() => bob.read('folder/note'))).toEqual({ kind: 'ok', value: bytes(30_000) })
  expect(await office.completes(() => bob.list('folder'))).toEqual({ kind: 'ok', value: ['note'] })
})

test('a file that is not there is absent', async () => {
  const office = new SharedFolderWorld()
  const ann = await office.session('ann')

  expect(await office.completes(() => ann.read('nothing'))).toEqual({ kind: 'absent' })
  expect(await office.completes(() => ann.sizeBytes('nothing'))).toEqual({ kind: 'absent' })
})

test('a longer way takes longer', async () => {
  const tookUs = async (fromHost: 'desk' | 'laptop') => {
    const office = new SharedFolderWorld()
    const session = await office.session('ann', fromHost)
    const beganUs = office.kernel.scheduler.nowUs
    await office.completes(() => session.writeWhole('note', bytes(1_000_000)))
    return office.kernel.scheduler.nowUs - beganUs
  }

  // A megabyte at 2.5 MB/s through the tunnel, and at 125 MB/s in the office, before round trips and slow start.
  expect(await tookUs('laptop')).toBeGreaterThan(400_000)
  expect(await tookUs('desk')).toBeLessThan(50_000)
})

test('a tunnel that drops ends the transfer as lost', async () => {
  const office = new SharedFolderWorld()
  const session = await office.session('ann', 'laptop')
  const beganUs = office.kernel.scheduler.nowUs
  office.tunnelDrops(secondUs, 60 * secondUs)

  const answer = await office.completes(() => session.writeWhole('report', bytes(10_000_000)))

  expect(answer).toEqual({ kind: 'lost', detail: 'the connection to server was lost' })
  expect(office.kernel.scheduler.nowUs - beganUs).toBe(secondUs + lossNoticedUs)
  expect(office.disk.read('report')).toBeNull()
})

test('a lost session stays lost when the tunnel returns', async () => {
  const office = new SharedFolderWorld()
  const session = await office.session('ann', 'laptop')
  office.network.setUp('tunnel', false)
  await office.completes(() => session.read('note'))
  office.network.setUp('tunnel', true)

  expect((await office.completes(() => session.read('note'))).kind).toBe('lost')
})

test('a dead session holds its place for 130 s', async () => {
  const office = new SharedFolderWorld(1)
  const session = await office.session('ann', 'laptop')
  office.network.setUp('tunnel', false)
  await office.completes(() => session.read('note'))

  await office.elapses(deadSessionUs - secondUs)
  expect(deadSessionUs).toBe(130 * secondUs)
  expect((await office.connect('bob')).kind).toBe('refused')

  await office.elapses(secondUs)
  expect((await office.connect('bob')).kind).toBe('session')
})

test('who comes back early ends the dead session', async () => {
  const office = new SharedFolderWorld(1)
  const client = office.client('ann', 'laptop')
  const first = await office.completes(() => client.connect('parent'))
  office.tunnelDrops(secondUs, secondUs)
  await office.elapses(1.5 * secondUs)
  await office.completes(async () => (first.kind === 'session' ? first.session.read('note') : null))

  const again = await office.completes(() => client.connect('parent'))

  expect(again.kind).toBe('session')
  expect([office.table.open, office.table.max]).toEqual([1, 1])
  expect(office.diary).toEqual(['ann enters server', 'ann leaves server', 'ann enters server'])
})

test('the new session outlives the dead one', async () => {
  const office = new SharedFolderWorld(1)
  const client = office.client('ann', 'laptop')
  const first = await office.completes(() => client.connect('parent'))
  office.tunnelDrops(0, secondUs)
  await office.completes(async () => (first.kind === 'session' ? first.session.read('note') : null))
  await office.completes(() => client.connect('parent'))

  await office.elapses(2 * deadSessionUs)

  expect(office.table.open).toBe(1)
  expect((await office.connect('bob')).kind).toBe('refused')
})

test('no call is left open when all is answered', async () => {
  const office = new SharedFolderWorld(1)
  const session = await office.session('ann', 'laptop')
  office.network.setUp('tunnel', false)
  await office.completes(() => session.disconnect())
  await office.connect('bob')

  expect(office.calls.open()).toEqual([])
})
