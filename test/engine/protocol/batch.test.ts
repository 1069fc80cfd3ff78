import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ByteReader, CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import { Chain } from '../../../src/engine/event/chain.ts'
import { encodeEvent } from '../../../src/engine/event/event.ts'
import { type LineId, lineId } from '../../../src/engine/identifier/line.ts'
import { LineLog } from '../../../src/engine/log/line-log.ts'
import { expandedBytesMax, readBatch, writeBatch } from '../../../src/engine/protocol/batch.ts'
import { BriefContext } from '../../../src/engine/protocol/brief-context.ts'
import type { BatchSide, ReadingSide, Stretch } from '../../../src/engine/protocol/stretch.ts'
import { realCompression } from '../../../src/real/machine/compression.ts'
import { realDigest } from '../../../src/real/machine/digest.ts'
import { drawnEvent } from '../../properties/drawn.ts'

const chain = new Chain(realDigest)
const lines = ['00000000000000aa', '00000000000000bb', '00000000000000cc'].map(lineId)

/** Some lines as one side has them. */
class Side {
  readonly logs = new Map<LineId, LineLog>(lines.map((line) => [line, new LineLog(line, chain)]))
  readonly outgoing = new BriefContext()
  readonly incoming = new BriefContext()

  log(line: LineId): LineLog {
    const log = this.logs.get(line)
    if (!log) throw new Error(`no line ${line}`)
    return log
  }

  writes(line: LineId, events: readonly Uint8Array[]): Stretch {
    const log = this.log(line)
    const first = log.seq + 1
    for (const event of events) log.append(event)
    return { ...log.rangeOf({ first, last: log.seq }), lastHash: log.hash, isSplit: false }
  }

  readonly hashAt = (line: LineId, seq: number): string | null => {
    const log = this.logs.get(line)
    return log && log.seq >= seq ? log.hashAt(seq) : null
  }

  sending(isBrief: boolean, compression = realCompression): BatchSide {
    return { context: isBrief ? this.outgoing : null, compression, hashStart: () => null }
  }

  reading(): ReadingSide {
    const { hashAt, incoming } = this
    return {
      context: incoming,
      compression: realCompression,
      hashStart: (line, seq) => hashAt(line, seq)?.slice(0, 8) ?? null,
      chain,
      hashAt,
    }
  }
}

const sent = (stretches: readonly Stretch[], side: BatchSide): Uint8Array => {
  const writer = new ByteWriter()
  writeBatch(writer, stretches, side)
  return writer.take()
}

const drawnMessage = fc.array(
  fc.record({
    line: fc.constantFrom(...lines),
    events: fc.array(
      drawnEvent.map((event) => encodeEvent(event)),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  { minLength: 1, maxLength: 4 },
)

describe('stretches of events in messages', () => {
  test.each([
    ['in one session after the other', true],
    ['each in full', false],
  ])('whatever they are, they come back byte for byte and proved, %s', (_, isBrief) => {
    fc.assert(
      fc.property(fc.array(drawnMessage, { maxLength: 5 }), (messages) => {
        const [writer, reader] = [new Side(), new Side()]
        for (const message of messages) {
          const stretches = message.map(({ line, events }) => writer.writes(line, events))
          const bytes = sent(stretches, writer.sending(isBrief))
          const read = readBatch(new ByteReader(bytes), reader.reading())
          expect(read).toEqual(stretches)
          for (const { line, events } of read) reader.writes(line, events)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a reader that does not have what they continue refuses them', () => {
    const [writer, reader] = [new Side(), new Side()]
    const [line] = lines
    if (!line) throw new Error('no line')
    writer.writes(line, [fc.sample(drawnEvent.map(encodeEvent), 1)[0] ?? new Uint8Array(0)])
    const second = writer.writes(line, fc.sample(drawnEvent.map(encodeEvent), 1))

    expect(() => readBatch(new ByteReader(sent([second], writer.sending(true))), reader.reading())).toThrow(
      /goes on after event 1, which is not here/,
    )
  })

  test('a stretch that ends elsewhere than it says is refused', () => {
    const [writer, reader] = [new Side(), new Side()]
    const [line] = lines
    if (!line) throw new Error('no line')
    const stretch = writer.writes(line, fc.sample(drawnEvent.map(encodeEvent), 2))
    const bytes = sent([{ ...stretch, lastHash: 'ab'.repeat(32) }], writer.sending(false))

    expect(() => readBatch(new ByteReader(bytes), reader.reading())).toThrow(/does not end as it was said to/)
  })

  test('a context that carried something else is found out, and nothing wrong is taken in', () => {
    fc.assert(
      fc.property(drawnMessage, drawnMessage, (before, message) => {
        const [writer, reader] = [new Side(), new Side()]
        for (const { line, events } of before) {
          const lost = sent([writer.writes(line, events)], writer.sending(true))
          expect(lost.length).toBeGreaterThan(0)
          reader.writes(line, events)
        }
        const stretches = message.map(({ line, events }) => writer.writes(line, events))
        const bytes = sent(stretches, writer.sending(true))
        let read: readonly Stretch[] = []
        try {
          read = readBatch(new ByteReader(bytes), reader.reading())
        } catch (trouble) {
          expect(trouble).toBeInstanceOf(CodecError)
          return
        }
        expect(read.map(({ lastHash }) => lastHash)).toEqual(stretches.map(({ lastHash }) => lastHash))
      }),
      { numRuns: 60 },
    )
  })

  test('few bytes that claim to be very many are refused before anything is expanded', () => {
    const noughts = realCompression.compress(new Uint8Array(expandedBytesMax * 4))
    const writer = new ByteWriter().count(1 * 4 + 1)
    writer.hex('00000000000000aa').count(1).count(5).byte(0).hex('00'.repeat(8))
    writer
      .count(expandedBytesMax * 4)
      .count(expandedBytesMax * 4)
      .raw(noughts)
    expect(noughts.length).toBeLessThan(20_000)

    expect(() => readBatch(new ByteReader(writer.take()), new Side().reading())).toThrow(
      /expanded it would be more than/,
    )
  })
})
