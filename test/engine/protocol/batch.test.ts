import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ByteReader, CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import { encodeEvent } from '../../../src/engine/event/event.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import { type LogId, asLogId } from '../../../src/engine/identifier/log-id.ts'
import { EventLog } from '../../../src/engine/log/event-log.ts'
import { expandedBytesMax, readBatch, writeBatch } from '../../../src/engine/protocol/batch.ts'
import { DeltaContext } from '../../../src/engine/protocol/delta-context.ts'
import type { BatchSide, ReadingSide, Span } from '../../../src/engine/protocol/span.ts'
import { realCompression } from '../../../src/real/machine/real-compression.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { drawnEvent } from '../../properties/drawn.ts'

const chain = new HashChain(realDigest)
const logs = ['00000000000000aa', '00000000000000bb', '00000000000000cc'].map(asLogId)

/** Some lines as one side has them. */
class Side {
  readonly logs = new Map<LogId, EventLog>(logs.map((log) => [log, new EventLog(log, chain)]))
  readonly outgoing = new DeltaContext()
  readonly incoming = new DeltaContext()

  log(owner: LogId): EventLog {
    const log = this.logs.get(owner)
    if (!log) throw new Error(`no line ${owner}`)
    return log
  }

  writes(owner: LogId, events: readonly Uint8Array[]): Span {
    const log = this.log(owner)
    const first = log.seq + 1
    for (const event of events) log.append(event)
    return { ...log.rangeOf({ first, last: log.seq }), lastHash: log.hash, isForked: false }
  }

  readonly hashAt = (owner: LogId, seq: number): string | null => {
    const log = this.logs.get(owner)
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
      hashStart: (log, seq) => hashAt(log, seq)?.slice(0, 8) ?? null,
      chain,
      hashAt,
    }
  }
}

const sent = (spans: readonly Span[], side: BatchSide): Uint8Array => {
  const writer = new ByteWriter()
  writeBatch(writer, spans, side)
  return writer.take()
}

const drawnMessage = fc.array(
  fc.record({
    log: fc.constantFrom(...logs),
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
          const spans = message.map(({ log, events }) => writer.writes(log, events))
          const bytes = sent(spans, writer.sending(isBrief))
          const read = readBatch(new ByteReader(bytes), reader.reading())
          expect(read).toEqual(spans)
          for (const { log, events } of read) reader.writes(log, events)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a reader that does not have what they continue refuses them', () => {
    const [writer, reader] = [new Side(), new Side()]
    const [log] = logs
    if (!log) throw new Error('no line')
    writer.writes(log, [fc.sample(drawnEvent.map(encodeEvent), 1)[0] ?? new Uint8Array(0)])
    const second = writer.writes(log, fc.sample(drawnEvent.map(encodeEvent), 1))

    expect(() => readBatch(new ByteReader(sent([second], writer.sending(true))), reader.reading())).toThrow(
      /goes on after event 1, which is not here/,
    )
  })

  test('a stretch that ends elsewhere than it says is refused', () => {
    const [writer, reader] = [new Side(), new Side()]
    const [log] = logs
    if (!log) throw new Error('no line')
    const span = writer.writes(log, fc.sample(drawnEvent.map(encodeEvent), 2))
    const bytes = sent([{ ...span, lastHash: 'ab'.repeat(32) }], writer.sending(false))

    expect(() => readBatch(new ByteReader(bytes), reader.reading())).toThrow(/does not end as it was said to/)
  })

  test('a context that carried something else is found out, and nothing wrong is taken in', () => {
    fc.assert(
      fc.property(drawnMessage, drawnMessage, (before, message) => {
        const [writer, reader] = [new Side(), new Side()]
        for (const { log, events } of before) {
          const lost = sent([writer.writes(log, events)], writer.sending(true))
          expect(lost.length).toBeGreaterThan(0)
          reader.writes(log, events)
        }
        const spans = message.map(({ log, events }) => writer.writes(log, events))
        const bytes = sent(spans, writer.sending(true))
        let read: readonly Span[] = []
        try {
          read = readBatch(new ByteReader(bytes), reader.reading())
        } catch (trouble) {
          expect(trouble).toBeInstanceOf(CodecError)
          return
        }
        expect(read.map(({ lastHash }) => lastHash)).toEqual(spans.map(({ lastHash }) => lastHash))
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
