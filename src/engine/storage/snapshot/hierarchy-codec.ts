import { CodecError } from '../../binary/index.ts'
import type { LeaveOp } from '../../event/index.ts'
import type { LineId } from '../../identifier/index.ts'
import { type Abandonment, Hierarchy, type Leaving, type Mark, type Registration } from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** The order is that of the codes in the format. */
const stages: readonly LeaveOp['stage'][] = ['leaving', 'left', 'staying']

export const writeHierarchy = (writer: SnapshotWriter, hierarchy: Hierarchy): void => {
  const parts = hierarchy.parts()
  writer.list(parts.registrations, ({ line, copyName, user, parent, hangsUnder }) =>
    writer.line(line).text(copyName).text(user).maybeLine(parent).maybeLine(hangsUnder),
  )
  writer.list(parts.leavings, ([, leaving]) => {
    writeMark(writer, leaving)
    writer.count(stages.indexOf(leaving.stage)).maybeLine(leaving.towards)
  })
  writer.list(parts.abandonments, ({ line, seq, hash, by }) =>
    writer
      .dot({ line, seq })
      .hash(hash)
      .list(by, (mark) => writeMark(writer, mark)),
  )
  writer.list(parts.lockDowns, (mark) => writeMark(writer, mark))
  writer.list(parts.confirmations, ([lockDown, lines]) =>
    writer.text(lockDown).list(lines, (line) => writer.line(line)),
  )
  writer.list(parts.takenOver, ([value, by]) => writeMark(writer.text(value), by))
}

export const readHierarchy = (reader: SnapshotReader): Hierarchy =>
  new Hierarchy({
    registrations: reader.list(() => readRegistration(reader)),
    leavings: reader.list(() => readLeaving(reader)),
    abandonments: reader.list(() => readAbandonment(reader)),
    lockDowns: reader.list(() => readMark(reader)),
    confirmations: reader.list(() => [reader.text(), reader.list(() => reader.line())] as const),
    takenOver: reader.list(() => [reader.text(), readMark(reader)] as const),
  })

const writeMark = (writer: SnapshotWriter, { dot, author, ms }: Mark): void => {
  writer.dot(dot).text(author).count(ms)
}

const readMark = (reader: SnapshotReader): Mark => ({
  dot: reader.dot(),
  author: reader.text(),
  ms: reader.count(),
})

const readRegistration = (reader: SnapshotReader): Registration => ({
  line: reader.line(),
  copyName: reader.text(),
  user: reader.text(),
  parent: reader.maybeLine(),
  hangsUnder: reader.maybeLine(),
})

const readLeaving = (reader: SnapshotReader): readonly [LineId, Leaving] => {
  const mark = readMark(reader)
  const stage = stages[reader.count()]
  if (!stage) throw new CodecError('Cannot read a snapshot: a copy is leaving in no known stage')
  return [mark.dot.line, { ...mark, stage, towards: reader.maybeLine() }]
}

const readAbandonment = (reader: SnapshotReader): Abandonment => {
  const { line, seq } = reader.dot()
  return { line, seq, hash: reader.hash(), by: reader.list(() => readMark(reader)) }
}
