import { expect, test } from 'vitest'

import { realDigest } from '../../../src/real/machine/digest.ts'
import { secondUs, ServedEstate } from '../servers/served-estate.ts'

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
  const estate = await ServedEstate.open()
  const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
  const bytes = drawnBytes(sizeBytes)
  const saved = await ann.createDocument('letter.pdf', bytes, { author: 'ann', note: 'letter' })
  expect(saved.kind).toBe('acknowledged')
  const client = estate.client('ann')
  const first = estate.exchange(ann, await estate.session('ann', 'balancer', client))
  const web = estate.web('web-1')
  // By then about half of it has come, in pieces that grow.
  web.onNextRequest(() => web.kill(), 700_000)

  expect(await estate.lives(() => first.exchange())).toMatchObject({ kind: 'interrupted' })
  const heardBytes = estate.servers.traffic.bytes
  const again = estate.exchange(ann, await estate.session('ann', 'balancer', client))
  expect(await estate.lives(() => again.exchange())).toMatchObject({ kind: 'level' })

  // What had come lies on the NAS: only the rest is brought.
  expect(heardBytes).toBeGreaterThan(sizeBytes / 4)
  expect(estate.servers.traffic.bytes).toBeLessThan(sizeBytes * 1.1)
  const read = estate.exchange(bob, await estate.session('bob', 'web-2'))
  expect(await estate.lives(() => read.exchange())).toMatchObject({ kind: 'level' })
  const [letter, ...others] = bob.documents()
  const heads = bob.state.register('documents', letter?.documentId ?? '', 'content')?.heads ?? []
  expect([others.length, heads.length, bob.carried.wanted().length]).toEqual([0, 1, 0])
  expect(heads[0]?.canonical).toContain(realDigest.sha256Hex(bytes))
})

test('an edit that was let in, and whose answer was lost with the server, is there once (row 56)', async () => {
  const estate = await ServedEstate.open()
  const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
  const client = estate.client('ann')
  const first = estate.exchange(ann, await estate.session('ann', 'balancer', client))
  await estate.lives(() => first.exchange())
  const place = { table: 'tb', key: 'x', field: 'amount' }
  const { seen } = ann.read(place.table, place.key, place.field)
  await ann.edit(place, { kind: 'text', text: '7' }, seen, { author: 'ann', note: 'x' })
  const before = estate.changes
  // Killed as soon as anything of it lies in the folder; the answer cannot have gone out by then.
  estate.web('web-1').onNextRequest(() => killOnceWritten(estate, before), 0)

  expect(await estate.lives(() => first.exchange())).toMatchObject({ kind: 'interrupted' })
  const again = estate.exchange(ann, await estate.session('ann', 'balancer', client))
  expect(await estate.lives(() => again.exchange())).toMatchObject({ kind: 'level' })
  await estate.passes(secondUs)
  const read = estate.exchange(bob, await estate.session('bob', 'web-2'))
  await estate.lives(() => read.exchange())

  expect(bob.read(place.table, place.key, place.field).register?.heads.map(({ note }) => note)).toEqual(['x'])
  expect(bob.canonicalState()).toBe(ann.canonicalState())
})

const killOnceWritten = (estate: ServedEstate, before: number): void => {
  const look = (): void => {
    if (estate.changes > before) estate.web('web-1').kill()
    else estate.kernel.agenda.after(10, look)
  }
  look()
}
