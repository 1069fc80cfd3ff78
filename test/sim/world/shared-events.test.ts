import { expect, test } from 'vitest'

import { CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { createEventReader } from '../../../src/engine/event/event-reader.ts'
import { encodeEvent } from '../../../src/engine/event/event.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import { SimDigest } from '../../../src/sim/machine/sim-digest.ts'
import { createSharedEvents } from '../../../src/sim/world/shared-events.ts'

const bytesOf = (note: string): Uint8Array =>
  encodeEvent({ timestamp: { ms: 1, count: 0 }, author: 'ann', note, deps: [], ops: [] })

const digest = new SimDigest()
const before = digest.sha256Hex(Uint8Array.of(1))

test('what is read again is what a reader of its own would have read, and one and the same thing', () => {
  const shared = createSharedEvents(digest)
  const first = shared.read(before, bytesOf('a'))
  const { hash, event } = createEventReader(new HashChain(digest)).read(before, bytesOf('a'))

  expect(first).toMatchObject({ hash, event })
  expect(shared.read(before, bytesOf('a')).event).toBe(first.event)
})

test('a line that goes on in two ways is read both ways', () => {
  const shared = createSharedEvents(digest)
  const one = shared.read(before, bytesOf('a'))
  const other = shared.read(before, bytesOf('b'))

  expect(other.hash).not.toBe(one.hash)
  expect([one.event.note, other.event.note, shared.read(before, bytesOf('b')).event.note]).toEqual([
    'a',
    'b',
    'b',
  ])
})

test('bytes that are written into afterwards change nothing that was read', () => {
  const shared = createSharedEvents(digest)
  const bytes = bytesOf('a')
  const { hash } = shared.read(before, bytes)
  bytes.fill(0)

  expect(() => shared.read(before, bytes)).toThrow(CodecError)
  expect(shared.read(before, bytesOf('a')).hash).toBe(hash)
})
