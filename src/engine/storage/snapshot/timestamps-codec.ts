import { CodecError } from '../../binary/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { LogTimestamps, ColdTimestamps, Span } from '../../merge/index.ts'
import type { NumbersOut } from './numbered.ts'
import { type SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/**
 * Encodes each log's timestamps as differences. The rare one before its predecessor is written whole, after a zero.
 * Each log starts with its length, so that readers can skip it.
 */
export const writeTimestamps = (
  writer: SnapshotWriter,
  all: readonly LogTimestamps[],
  numbers: NumbersOut,
): void => {
  writer.list(all, ({ log: logId, ms, ahead }) => {
    writer.log(logId).list(ahead, ({ first, last }) => writer.count(first).count(last))
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

interface PassedTimestamps {
  readonly ahead: readonly Span[]
  readonly count: number
  readonly at: number
  readonly end: number
}

/** `part` returns a reader between two offsets of the snapshot. */
export const coldTimestamps = (
  reader: SnapshotReader,
  part: (at: number, end: number) => SnapshotReader,
): ColdTimestamps => {
  const cold = new Map<LogId, PassedTimestamps>()
  reader.list(() => {
    const logId = reader.log()
    const ahead = reader.list(() => ({ first: reader.count(), last: reader.count() }))
    const count = reader.count()
    const length = reader.count()
    const at = reader.skip(length)
    cold.set(logId, { ahead, count, at, end: at + length })
  })
  return {
    logs: () => [...cold.keys()],
    hasAhead: (logId) => (cold.get(logId)?.ahead.length ?? 0) > 0,
    take: (logId) => {
      const found = cold.get(logId)
      if (!found) return null
      cold.delete(logId)
      return { log: logId, ms: readMs(part(found.at, found.end), found.count), ahead: found.ahead }
    },
  }
}

const readMs = (reader: SnapshotReader, count: number): LogTimestamps['ms'] => {
  const ms: number[] = []
  let before = 0
  for (let left = count; left > 0; left -= 1) {
    const step = reader.count()
    before = step === 0 ? reader.count() : before + step - 1
    ms.push(before)
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read the timestamps of a snapshot: bytes are left over')
  return ms
}
