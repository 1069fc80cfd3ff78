import { CodecError } from '../../binary/index.ts'
import { lineBreaks } from '../../event/index.ts'
import { type Continuation, type RestingState, type StateParts, TemplateAuthors } from '../../merge/index.ts'
import { readGathered, writeGathered } from './gathered-codec.ts'
import { readHierarchy, writeHierarchy } from './hierarchy-codec.ts'
import { readPlaces, writePlaces } from './records-codec.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** All of a state but its records and stamps, which lie beside it. */
type Rest = Omit<RestingState, 'tables' | 'record' | 'stamps'>

export const writeRest = (writer: SnapshotWriter, parts: StateParts): void => {
  writePlaces(writer, parts)
  writeGathered(writer, parts.gathered)
  writeHierarchy(writer, parts.hierarchy)
  writer.list(parts.continuations, ({ line, continues: { line: old, seq, hash, why } }) =>
    writer.line(line).dot({ line: old, seq }).hash(hash).count(lineBreaks.indexOf(why)),
  )
  const { authors, named } = parts.templateAuthors.parts()
  writer.list(authors, (author) => writer.text(author))
  writer.list(named, ([by, users]) => writer.text(by).list(users, (user) => writer.text(user)))
  writer.count(parts.unknownOps)
}

export const readRest = (reader: SnapshotReader): Rest => ({
  ...readPlaces(reader),
  gathered: readGathered(reader),
  hierarchy: readHierarchy(reader),
  continuations: reader.list(() => readContinuation(reader)),
  templateAuthors: new TemplateAuthors({
    authors: reader.list(() => reader.text()),
    named: reader.list(() => [reader.text(), reader.list(() => reader.text())] as const),
  }),
  unknownOps: reader.count(),
})

const readContinuation = (reader: SnapshotReader): Continuation => {
  const line = reader.line()
  const { line: old, seq } = reader.dot()
  const hash = reader.hash()
  const why = lineBreaks[reader.count()]
  if (!why) throw new CodecError('Cannot read a snapshot: a line was continued for no known reason')
  return { line, continues: { kind: 'continues', line: old, seq, hash, why } }
}
