import { CodecError } from '../../binary/index.ts'
import { logBreaks } from '../../event/index.ts'
import { type Continuation, type ColdState, type StateParts, TemplateAuthors } from '../../merge/index.ts'
import { readCollections, writeCollections } from './collections-codec.ts'
import { readHierarchy, writeHierarchy } from './hierarchy-codec.ts'
import { readAddresses, writeAddresses } from './records-codec.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** A state without its records and timestamps, which have their own sections. */
type Rest = Omit<ColdState, 'tables' | 'record' | 'timestamps'>

export const writeRest = (writer: SnapshotWriter, parts: StateParts): void => {
  writeAddresses(writer, parts)
  writeCollections(writer, parts.collections)
  writeHierarchy(writer, parts.hierarchy)
  writer.list(parts.continuations, ({ log: logId, continues: { line: old, seq, hash, why } }) =>
    writer.log(logId).dot({ log: old, seq }).hash(hash).count(logBreaks.indexOf(why)),
  )
  const { authors, named } = parts.templateAuthors.parts()
  writer.list(authors, (author) => writer.text(author))
  writer.list(named, ([by, users]) => writer.text(by).list(users, (user) => writer.text(user)))
  writer.count(parts.unknownOps)
}

export const readRest = (reader: SnapshotReader): Rest => ({
  ...readAddresses(reader),
  collections: readCollections(reader),
  hierarchy: readHierarchy(reader),
  continuations: reader.list(() => readContinuation(reader)),
  templateAuthors: new TemplateAuthors({
    authors: reader.list(() => reader.text()),
    named: reader.list(() => [reader.text(), reader.list(() => reader.text())] as const),
  }),
  unknownOps: reader.count(),
})

const readContinuation = (reader: SnapshotReader): Continuation => {
  const logId = reader.log()
  const { log: old, seq } = reader.dot()
  const hash = reader.hash()
  const why = logBreaks[reader.count()]
  if (!why) throw new CodecError('Cannot read a snapshot: it gives no known reason for continuing a log')
  return { log: logId, continues: { kind: 'continues', line: old, seq, hash, why } }
}
