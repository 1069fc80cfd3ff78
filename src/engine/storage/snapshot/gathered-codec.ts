import { canonicalText } from '../../event/index.ts'
import { type Added, type Counted, Gathered } from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** Sets and counters. */
export const writeGathered = (writer: SnapshotWriter, gathered: Gathered): void => {
  writer.list(gathered.parts(), ([field, { table, key, added, counted }]) => {
    writer.text(table).text(key).text(field)
    writer.list(added, ({ dot, element, author, stamp }) =>
      writer.dot(dot).text(author).stamp(stamp).value(element),
    )
    writer.list([...counted], ([by, one]) => writeCounted(writer, by, one))
  })
}

export const readGathered = (reader: SnapshotReader): Gathered =>
  new Gathered(
    reader.list(() => {
      const table = reader.text()
      const key = reader.text()
      const field = reader.text()
      const added = reader.list(() => readAdded(reader))
      const counted = new Map(reader.list(() => readCounted(reader)))
      return [field, { table, key, added, counted }] as const
    }),
  )

const readAdded = (reader: SnapshotReader): Added => {
  const dot = reader.dot()
  const author = reader.text()
  const stamp = reader.stamp()
  const element = reader.value()
  return { dot, author, stamp, element, canonical: canonicalText(element) }
}

// By its line, but for what was taken over from rescue.
const writeCounted = (writer: SnapshotWriter, by: string, { dot, author, stamp, sum }: Counted): void => {
  writer
    .dot(dot)
    .text(by === dot.line ? '' : by)
    .text(author)
    .stamp(stamp)
    .flag(sum < 0)
    .count(Math.abs(sum))
}

const readCounted = (reader: SnapshotReader): readonly [by: string, counted: Counted] => {
  const dot = reader.dot()
  const by = reader.text() || dot.line
  const author = reader.text()
  const stamp = reader.stamp()
  const isNegative = reader.flag()
  const sum = reader.count()
  return [by, { dot, author, stamp, sum: isNegative ? -sum : sum }]
}
