import { ByteWriter, CodecError } from '../binary/index.ts'
import { passEvent } from '../codec/index.ts'
import type { DeltaContext, HashStartAt } from './delta-context.ts'
import { DeltaReader } from './delta-reader.ts'
import { DeltaWriter } from './delta-writer.ts'
import { deltaCheckBytes, type ReceivedSpan, prover, type ReadingSide, type Span } from './span.ts'

/** Above any writer's output. Bounds the reader's memory against malicious input. */
const expandedBytesMax = 64 * 1024

/** One bit per predicted number, and bytes for each wrong prediction. */
export interface DeltaBatch {
  readonly bits: Uint8Array
  readonly bytes: Uint8Array
}

export const writeDelta = (
  spans: readonly Span[],
  context: DeltaContext,
  hashStart: HashStartAt,
): DeltaBatch => {
  const flow = new DeltaWriter(context, hashStart)
  flow.number('span-count', spans.length)
  for (const { log: logId, first, events, lastHash } of spans) {
    const own = flow.logIndex('span-log', logId)
    const end = context.end(own)
    // A span may go back, to repeat events whose answer was lost.
    flow.number('span-gap', first > end ? 2 * (first - end - 1) : 2 * (end - first) + 1)
    flow.number('span-events', events.length)
    const passing = { context: context.columns, own, seq: first }
    for (const event of events) {
      flow.begin(event)
      passEvent(flow, passing)
      flow.end()
      passing.seq += 1
    }
    flow.digits(lastHash.slice(0, 2 * deltaCheckBytes))
    context.noteEnd(own, first + events.length - 1)
  }
  return flow.take()
}

/** Throws CodecError if malformed or if a span does not continue the local log. */
export const readDelta = (
  delta: DeltaBatch,
  side: ReadingSide & { readonly context: DeltaContext },
): readonly Span[] => {
  const to = new ByteWriter(1024)
  const proved = prover(side)
  const flow = new DeltaReader(delta, side.context, side.hashStart, { to, bytesMax: expandedBytesMax })
  const spans: Span[] = []
  for (let left = flow.number('span-count'); left > 0; left -= 1) {
    spans.push(proved(readSpan(flow, side.context, to)))
  }
  if (!flow.isAtEnd) throw new CodecError('Cannot read a message: bytes are left over')
  return spans
}

const readSpan = (flow: DeltaReader, context: DeltaContext, to: ByteWriter): ReceivedSpan => {
  const own = flow.logIndex('span-log')
  const logId = context.columns.logAt(own)
  const first = firstAfter(context.end(own), flow.number('span-gap'))
  const count = flow.number('span-events')
  const passing = { context: context.columns, own, seq: first }
  const start = to.length
  const ends: number[] = []
  for (; passing.seq < first + count; passing.seq += 1) {
    passEvent(flow, passing)
    ends.push(to.length)
  }
  // Copied, since later writes may reallocate the buffer.
  const all = to.view(start).slice()
  const events = ends.map((end, index) => all.subarray((ends[index - 1] ?? start) - start, end - start))
  context.noteEnd(own, first + count - 1)
  return {
    log: logId,
    first,
    events,
    check: flow.digits(deltaCheckBytes),
    isForked: false,
    previousHash: null,
  }
}

const firstAfter = (end: number, gap: number): number => {
  const first = gap % 2 === 0 ? end + 1 + gap / 2 : end - (gap - 1) / 2
  if (first < 1 || !Number.isSafeInteger(first))
    throw new CodecError('Cannot read a message: a span begins before its log')
  return first
}
