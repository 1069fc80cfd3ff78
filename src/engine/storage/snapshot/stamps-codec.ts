import { CodecError } from '../../binary/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type { LineStamps, RestingStamps, Span } from '../../merge/index.ts'
import type { NumbersOut } from './numbered.ts'
import { type SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/**
 * Each line's stamps as differences: one that is earlier than the one before it is rare, and says so by a nought in front.
 * A line's are written with their length, so that they can be passed over.
 */
export const writeStamps = (
  writer: SnapshotWriter,
  all: readonly LineStamps[],
  numbers: NumbersOut,
): void => {
  writer.list(all, ({ line, ms, ahead }) => {
    writer.line(line).list(ahead, ({ first, last }) => writer.count(first).count(last))
    const own = new SnapshotWriter(numbers)
    let before = 0
    for (const each of ms) {
      if (each >= before) own.count(each - before + 1)
      else own.count(0).count(each)
      before = each
    }
    writer.count(ms.length).count(own.length).raw(own.view())
  })
}

/** Stamps of one line that were passed over. */
interface RestingLine {
  readonly ahead: readonly Span[]
  readonly count: number
  readonly at: number
  readonly end: number
}

/** `part` reads from one place in the snapshot up to another. */
export const restingStamps = (
  reader: SnapshotReader,
  part: (at: number, end: number) => SnapshotReader,
): RestingStamps => {
  const resting = new Map<LineId, RestingLine>()
  reader.list(() => {
    const line = reader.line()
    const ahead = reader.list(() => ({ first: reader.count(), last: reader.count() }))
    const count = reader.count()
    const length = reader.count()
    const at = reader.skip(length)
    resting.set(line, { ahead, count, at, end: at + length })
  })
  return {
    lines: () => [...resting.keys()],
    hasAhead: (line) => (resting.get(line)?.ahead.length ?? 0) > 0,
    take: (line) => {
      const found = resting.get(line)
      if (!found) return null
      resting.delete(line)
      return { line, ms: readMs(part(found.at, found.end), found.count), ahead: found.ahead }
    },
  }
}

const readMs = (reader: SnapshotReader, count: number): LineStamps['ms'] => {
  const ms: number[] = []
  let before = 0
  for (let left = count; left > 0; left -= 1) {
    const step = reader.count()
    before = step === 0 ? reader.count() : before + step - 1
    ms.push(before)
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read the stamps of a snapshot: bytes are left over')
  return ms
}
