import { CodecError } from '../../binary/index.ts'
import type { BroughtContent, LiveParts } from '../../content/index.ts'
import { behaviours, type FileParts, type FoldedVersion, type ColdFile } from '../../document/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

type Beside = Omit<ColdFile, 'state'>

export const writeBeside = (writer: SnapshotWriter, { live, versions, behaviours: set }: FileParts): void => {
  writeLive(writer, live)
  writer.list(versions, ([documentId, known]) =>
    writer.text(documentId).list(known, (version) => writeVersion(writer, version)),
  )
  writer.list(set, ([documentId, behaviour]) => writer.text(documentId).count(behaviours.indexOf(behaviour)))
}

export const readBeside = (reader: SnapshotReader): Beside => ({
  live: readLive(reader),
  versions: reader.list(() => [reader.text(), reader.list(() => readVersion(reader))] as const),
  behaviours: reader.list(() => {
    const documentId = reader.text()
    const behaviour = behaviours[reader.count()]
    if (!behaviour)
      throw new CodecError(`Cannot read a snapshot: document ${documentId} has no known behaviour`)
    return [documentId, behaviour] as const
  }),
})

const writeVersion = (writer: SnapshotWriter, { dot, hash, sizeBytes, replacedBy }: FoldedVersion): void => {
  writer
    .dot(dot)
    .hash(hash)
    .count(sizeBytes)
    .flag(replacedBy !== null)
  if (replacedBy) writer.dot(replacedBy)
}

const readVersion = (reader: SnapshotReader): FoldedVersion => {
  const [dot, hash, sizeBytes] = [reader.dot(), reader.hash(), reader.count()]
  return { dot, hash, sizeBytes, replacedBy: reader.flag() ? reader.dot() : null }
}

const writeLive = (writer: SnapshotWriter, { uses, rescued, brought, replaced }: LiveParts): void => {
  writer.list(uses, ([hash, count]) => writer.hash(hash).count(count))
  writer.list(rescued, (hash) => writer.hash(hash))
  for (const contents of [brought, replaced])
    writer.list(contents, ({ dot, content: { hash, sizeBytes, documentId } }) =>
      writer.dot(dot).hash(hash).count(sizeBytes).text(documentId),
    )
}

const readLive = (reader: SnapshotReader): LiveParts => ({
  uses: reader.list(() => [reader.hash(), reader.count()] as const),
  rescued: reader.list(() => reader.hash()),
  brought: reader.list(() => readBrought(reader)),
  replaced: reader.list(() => readBrought(reader)),
})

const readBrought = (reader: SnapshotReader): BroughtContent => {
  const dot = reader.dot()
  const hash = reader.hash()
  const sizeBytes = reader.count()
  return { dot, content: { hash, sizeBytes, documentId: reader.text() } }
}
