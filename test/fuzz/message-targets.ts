import { ByteReader } from '../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../src/engine/binary/byte-writer.ts'
import { encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { EventLog } from '../../src/engine/log/event-log.ts'
import { type Answer, decodeAnswer, encodeAnswer } from '../../src/engine/protocol/answer.ts'
import { readBatch, writeBatch } from '../../src/engine/protocol/batch.ts'
import { DeltaContext } from '../../src/engine/protocol/delta-context.ts'
import { decodeRequest, encodeRequest, type Request } from '../../src/engine/protocol/request.ts'
import type { Span } from '../../src/engine/protocol/span.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { drawnEvent } from '../properties/drawn.ts'
import { drawn, logIds, type FuzzTarget } from './fuzz-target.ts'

const chain = new HashChain(realDigest)
const etag = 'ab'.repeat(16)
const hash = 'cd'.repeat(32)
const path = '.shakedown/heads'
const bytes = Uint8Array.from({ length: 40 }, (_, at) => at)
const entries = logIds.map((log, index) => ({
  log,
  seq: index + 5,
  hash,
  blockEnds: [],
  signed: index % 2 === 0 ? null : { seq: index + 5, hash, signature: 'ef'.repeat(64) },
}))

const spans: readonly Span[] = logIds.map((logId) => {
  const log = new EventLog(logId, chain)
  for (const event of drawn(drawnEvent, 5)) log.append(encodeEvent(event))
  return { ...log.rangeOf({ first: 1, last: log.seq }), lastHash: log.hash, isForked: false }
})

const batchOf = (some: readonly Span[], isBrief: boolean): Uint8Array => {
  const writer = new ByteWriter()
  const context = isBrief ? new DeltaContext() : null
  writeBatch(writer, some, { context, compression: realCompression, hashStart: () => null })
  return writer.take()
}

const exchange = {
  kind: 'exchange',
  session: '01020304',
  begins: null,
  waitSeconds: null,
  entries: [],
  batch: null,
} as const

const requests: readonly Request[] = [
  { kind: 'hello' },
  { kind: 'heads', etag },
  { kind: 'wanted', wanted: entries.map(({ log, seq }) => ({ log, seq, hash, first: 1, last: seq })) },
  exchange,
  { ...exchange, begins: { fileId: '00000000000000aa', etag }, waitSeconds: 0 },
  { ...exchange, waitSeconds: 20, entries, batch: batchOf(spans.slice(0, 1), true) },
  { kind: 'read', path },
  { kind: 'read-part', path, offset: 7, length: 9 },
  { kind: 'write-part', path, offset: 7, bytes },
  { kind: 'write', path, bytes },
  { kind: 'rename', path, to: path },
]

const answers: readonly Answer[] = [
  { kind: 'hello', fileId: '00000000000000aa', fileName: 'ACME' },
  { kind: 'heads', entries },
  { kind: 'heads', entries: null },
  { kind: 'exchange', isBaseKnown: true, hasMore: true, entries, batch: bytes },
  { kind: 'wanted', batch: bytes },
  { kind: 'refusal', refusal: { code: 'full', what: 'no space', where: 'there', next: 'free some' } },
  { kind: 'file', answer: { kind: 'ok', value: bytes } },
  { kind: 'file', answer: { kind: 'ok', value: ['a', 'b'] } },
  { kind: 'file', answer: { kind: 'ok', value: 'made' } },
  { kind: 'file', answer: { kind: 'lost', detail: 'gone' } },
]

const readSpans = (read: Uint8Array): null => {
  const side = { context: new DeltaContext(), compression: realCompression, chain }
  readBatch(new ByteReader(read), { ...side, hashStart: () => '01020304', hashAt: () => hash })
  return null
}

/** What clients and servers say to each other. */
export const messageTargets: readonly FuzzTarget[] = [
  {
    name: 'request to a server',
    samples: requests.map(encodeRequest),
    read: (read) => {
      decodeRequest(read)
      return null
    },
  },
  {
    name: 'answer of a server',
    samples: answers.map(encodeAnswer),
    read: (read) => {
      decodeAnswer(read)
      return null
    },
  },
  {
    name: 'stretches, briefly',
    samples: spans.map((span) => batchOf([span], true)),
    read: readSpans,
  },
  {
    name: 'stretches, in full',
    samples: [batchOf(spans, false), ...spans.map((span) => batchOf([span], false))],
    read: readSpans,
  },
]
