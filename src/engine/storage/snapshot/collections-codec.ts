import { canonicalText } from '../../event/index.ts'
import { type Added, type Counted, Collections } from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

export const writeCollections = (writer: SnapshotWriter, collections: Collections): void => {
  writer.list(collections.parts(), ([field, { table, key, added, counted }]) => {
    writer.text(table).text(key).text(field)
    writer.list(added, ({ dot, element, author, timestamp }) =>
      writer.dot(dot).text(author).timestamp(timestamp).value(element),
    )
    writer.list([...counted], ([by, one]) => writeCounted(writer, by, one))
  })
}

export const readCollections = (reader: SnapshotReader): Collections =>
  new Collections(
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
  const timestamp = reader.timestamp()
  const element = reader.value()
  return { dot, author, timestamp, element, canonical: canonicalText(element) }
}

// Usually the dot's own log, except for ops taken over from rescue.
const writeCounted = (writer: SnapshotWriter, by: string, { dot, author, timestamp, sum }: Counted): void => {
  writer
    .dot(dot)
    .text(by === dot.log ? '' : by)
    .text(author)
    .timestamp(timestamp)
    .flag(sum < 0)
    .count(Math.abs(sum))
}

const readCounted = (reader: SnapshotReader): readonly [by: string, counted: Counted] => {
  const dot = reader.dot()
  const by = reader.text() || dot.log
  const author = reader.text()
  const timestamp = reader.timestamp()
  const isNegative = reader.flag()
  const sum = reader.count()
  return [by, { dot, author, timestamp, sum: isNegative ? -sum : sum }]
}
