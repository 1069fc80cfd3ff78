import { CodecError } from '../../binary/index.ts'
import type { LeaveOp } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import {
  type Abandonment,
  Hierarchy,
  type Leaving,
  type Attribution,
  type Registration,
} from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** In the order of their codes in the format. */
const stages: readonly LeaveOp['stage'][] = ['leaving', 'left', 'staying']

export const writeHierarchy = (writer: SnapshotWriter, hierarchy: Hierarchy): void => {
  const parts = hierarchy.parts()
  writer.list(parts.registrations, ({ log: logId, copyName, user, parent, hangsUnder }) =>
    writer.log(logId).text(copyName).text(user).maybeLog(parent).maybeLog(hangsUnder),
  )
  writer.list(parts.leavings, ([, leaving]) => {
    writeAttribution(writer, leaving)
    writer.count(stages.indexOf(leaving.stage)).maybeLog(leaving.towards)
  })
  writer.list(parts.abandonments, ({ log: logId, seq, hash, by }) =>
    writer
      .dot({ log: logId, seq })
      .hash(hash)
      .list(by, (each) => writeAttribution(writer, each)),
  )
  writer.list(parts.lockDowns, (each) => writeAttribution(writer, each))
  writer.list(parts.confirmations, ([lockDown, logIds]) =>
    writer.text(lockDown).list(logIds, (log) => writer.log(log)),
  )
  writer.list(parts.takenOver, ([value, by]) => writeAttribution(writer.text(value), by))
}

export const readHierarchy = (reader: SnapshotReader): Hierarchy =>
  new Hierarchy({
    registrations: reader.list(() => readRegistration(reader)),
    leavings: reader.list(() => readLeaving(reader)),
    abandonments: reader.list(() => readAbandonment(reader)),
    lockDowns: reader.list(() => readAttribution(reader)),
    confirmations: reader.list(() => [reader.text(), reader.list(() => reader.log())] as const),
    takenOver: reader.list(() => [reader.text(), readAttribution(reader)] as const),
  })

const writeAttribution = (writer: SnapshotWriter, { dot, author, ms }: Attribution): void => {
  writer.dot(dot).text(author).count(ms)
}

const readAttribution = (reader: SnapshotReader): Attribution => ({
  dot: reader.dot(),
  author: reader.text(),
  ms: reader.count(),
})

const readRegistration = (reader: SnapshotReader): Registration => ({
  log: reader.log(),
  copyName: reader.text(),
  user: reader.text(),
  parent: reader.maybeLog(),
  hangsUnder: reader.maybeLog(),
})

const readLeaving = (reader: SnapshotReader): readonly [LogId, Leaving] => {
  const by = readAttribution(reader)
  const stage = stages[reader.count()]
  if (!stage) throw new CodecError('Cannot read a snapshot: a copy is leaving in no known stage')
  return [by.dot.log, { ...by, stage, towards: reader.maybeLog() }]
}

const readAbandonment = (reader: SnapshotReader): Abandonment => {
  const { log: logId, seq } = reader.dot()
  return { log: logId, seq, hash: reader.hash(), by: reader.list(() => readAttribution(reader)) }
}
