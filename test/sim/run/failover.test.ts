import { expect, test } from 'vitest'

import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { ServedFileWorld } from '../../world/served-file.ts'
import { secondUs } from '../../world/sim-world.ts'

// Xorshift (Marsaglia 2003): bytes in which nothing comes twice.
const drawnBytes = (count: number): Uint8Array => {
  let state = 2_463_534_242
  return Uint8Array.from({ length: count }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}

const sizeBytes = 12_000_000

test('a document goes on where it was when its server died, and is there once (row 56)', async () => {
  const world = await ServedFileWorld.open()
  const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
  const bytes = drawnBytes(sizeBytes)
  const saved = await ann.createDocument('letter.pdf', bytes, { author: 'ann', note: 'letter' })
  expect(saved.kind).toBe('acknowledged')
  const client = world.client('ann')
  const first = world.exchange(ann, await world.session('ann', 'balancer', client))
  const web = world.web('web-1')
  // By then about half of it has come, in pieces that grow.
  web.onNextRequest(() => web.kill(), 700_000)

  expect(await world.completes(() => first.exchange())).toMatchObject({ kind: 'interrupted' })
  const heardBytes = world.servers.traffic.bytes
  const again = world.exchange(ann, await world.session('ann', 'balancer', client))
  expect(await world.completes(() => again.exchange())).toMatchObject({ kind: 'level' })

  // What had come lies on the NAS: only the rest is brought.
  expect(heardBytes).toBeGreaterThan(sizeBytes / 4)
  expect(world.servers.traffic.bytes).toBeLessThan(sizeBytes * 1.1)
  const read = world.exchange(bob, await world.session('bob', 'web-2'))
  expect(await world.completes(() => read.exchange())).toMatchObject({ kind: 'level' })
  const [letter, ...others] = bob.documents()
  const heads = bob.state.register('documents', letter?.documentId ?? '', 'content')?.siblings ?? []
  expect([others.length, heads.length, bob.carried.wanted().length]).toEqual([0, 1, 0])
  expect(heads[0]?.canonical).toContain(realDigest.sha256Hex(bytes))
})

test('an edit that was let in, and whose answer was lost with the server, is there once (row 56)', async () => {
  const world = await ServedFileWorld.open()
  const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
  const client = world.client('ann')
  const first = world.exchange(ann, await world.session('ann', 'balancer', client))
  await world.completes(() => first.exchange())
  const place = { table: 'tb', key: 'x', field: 'amount' }
  const { seen } = ann.read(place.table, place.key, place.field)
  await ann.edit(place, { kind: 'text', text: '7' }, seen, { author: 'ann', note: 'x' })
  const before = world.changes
  // Killed as soon as anything of it lies in the folder; the answer cannot have gone out by then.
  world.web('web-1').onNextRequest(() => killOnceWritten(world, before), 0)

  expect(await world.completes(() => first.exchange())).toMatchObject({ kind: 'interrupted' })
  const again = world.exchange(ann, await world.session('ann', 'balancer', client))
  expect(await world.completes(() => again.exchange())).toMatchObject({ kind: 'level' })
  await world.elapses(secondUs)
  const read = world.exchange(bob, await world.session('bob', 'web-2'))
  await world.completes(() => read.exchange())

  expect(bob.read(place.table, place.key, place.field).register?.siblings.map(({ note }) => note)).toEqual([
    'x',
  ])
  expect(bob.canonicalState()).toBe(ann.canonicalState())
})

const killOnceWritten = (world: ServedFileWorld, before: number): void => {
  const look = (): void => {
    if (world.changes > before) world.web('web-1').kill()
    else world.kernel.scheduler.after(10, look)
  }
  look()
}
