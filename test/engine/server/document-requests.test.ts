import { describe, expect, test } from 'vitest'

import { encodeFront } from '../../../src/engine/content/pack.ts'
import type { ShareAnswer } from '../../../src/engine/ports/share-client.ts'
import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import type { ServerSession } from '../../../src/engine/replication/client/server-session.ts'
import { contentPath, incomingPath, packPath } from '../../../src/engine/storage/folder/layout.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { bringInSync, ServedOffice } from './served-office.ts'

const logId = '00000000000000aa'
const bytes = new TextEncoder().encode('what it says')
const hash = realDigest.sha256Hex(bytes)
const otherHash = realDigest.sha256Hex(new TextEncoder().encode('something else'))

const visited = async (): Promise<{ office: ServedOffice; session: ServerSession }> => {
  const office = await ServedOffice.open()
  return { office, session: await office.session(await office.instance()) }
}

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

describe('a document’s bytes are let in under their own name alone', () => {
  test('in one piece', async () => {
    const { office, session } = await visited()

    expect(await session.writeWhole(contentPath(hash), bytes)).toMatchObject({ kind: 'ok' })
    expect(await session.writeWhole(contentPath(otherHash), bytes)).toMatchObject({
      kind: 'denied',
      detail: expect.stringMatching(/not what its name says.*Bring it once more/),
    })

    expect(office.disk.read(contentPath(hash))).toEqual(bytes)
    expect(office.disk.kindOf(contentPath(otherHash))).toBeNull()
  })

  test('in several, of which nothing stays where it turns out to be something else', async () => {
    const { office, session } = await visited()
    const incoming = incomingPath(otherHash, logId)
    await session.writePart(incoming, 0, bytes)

    expect((await session.rename(incoming, contentPath(otherHash))).kind).toBe('denied')

    expect(office.disk.kindOf(incoming)).toBeNull()
    expect(office.disk.kindOf(contentPath(otherHash))).toBeNull()
  })

  test.each([
    ['bytes that are no pack', bytes],
    [
      'a pack whose chunks make another version',
      new Uint8Array([
        ...encodeFront(
          {
            list: { depth: 0, top: [{ hash, sizeBytes: bytes.length }] },
            others: [],
            nodes: new Map(),
            chunks: [{ hash, sizeBytes: bytes.length }],
          },
          realDigest,
        ),
        ...bytes,
      ]),
    ],
    [
      'a pack that leads to versions which are not there',
      encodeFront(
        {
          list: { depth: 0, top: [{ hash, sizeBytes: bytes.length }] },
          others: [hash],
          nodes: new Map(),
          chunks: [],
        },
        realDigest,
      ),
    ],
  ])('as a large one: not %s', async (_, pack) => {
    const { office, session } = await visited()
    const incoming = incomingPath(otherHash, logId)
    await session.writePart(incoming, 0, pack)

    expect((await session.rename(incoming, packPath(otherHash))).kind).toBe('denied')

    expect(office.disk.kindOf(packPath(otherHash))).toBeNull()
  })

  test('a piece that leaves a hole is refused, and one that comes again does no harm', async () => {
    const { office, session } = await visited()
    const incoming = incomingPath(hash, logId)

    expect(await session.writePart(incoming, 1_000_000_000, bytes)).toMatchObject({
      kind: 'denied',
      detail: expect.stringMatching(/does not continue the 0 bytes that are there/),
    })
    await session.writePart(incoming, 0, bytes)
    await session.writePart(incoming, 5, bytes.subarray(5))
    await session.rename(incoming, contentPath(hash))

    expect(office.disk.read(contentPath(hash))).toEqual(bytes)
  })

  test('a card is a note, and no place to keep things', async () => {
    const { session } = await visited()

    expect(await session.writeWhole(`.shakedown/visitors/${logId}`, new Uint8Array(70_000))).toMatchObject({
      kind: 'denied',
      detail: expect.stringMatching(/at most 65536 bytes/),
    })
  })
})

describe('a transfer that broke', () => {
  test('goes on through another instance where it was, and is adopted once', async () => {
    const office = await ServedOffice.open()
    const [first, second] = [await office.instance(), await office.instance()]
    const ann = await office.joins(first)
    await ann.copy.createDocument('large.bin', drawnBytes(900_000), { author: 'ann', note: '' })
    let pieces = 0
    const lost: ShareAnswer<null> = { kind: 'lost', detail: 'the instance died' }
    const dying: ServerSession = new Proxy(ann.session, {
      get: (target, name) => {
        if (name === 'writePart')
          return (path: string, offset: number, piece: Uint8Array) =>
            (pieces += 1) > 3 ? Promise.resolve(lost) : target.writePart(path, offset, piece)
        const member: unknown = Reflect.get(target, name)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    expect(await openExchange(ann.copy, dying, ann.ports).exchange()).toMatchObject({ kind: 'interrupted' })
    const after = openExchange(ann.copy, await office.session(second), ann.ports)

    const crossed = await office.crossing(() => bringInSync({ exchange: after }))

    expect(crossed.bytes).toBeLessThan(800_000)
    const bob = await office.joins(second, 'bob')
    expect(bob.copy.carried.lackingCount).toBe(0)
    expect(bob.copy.documents()).toHaveLength(1)
  })
})
