import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'

export interface HangOp {
  readonly kind: 'hang'
  readonly parent: LogId | null
  readonly isTemporary: boolean
}

export interface LeaveOp {
  readonly kind: 'leave'
  readonly stage: 'leaving' | 'left' | 'staying'
  readonly towards: LogId | null
}

/** Cuts the log at `seq`, whose event has that hash. Later events are in rescue unless adopted. */
export interface AbandonOp {
  readonly kind: 'abandon'
  readonly log: LogId
  readonly seq: number
  readonly hash: string
}

/** The writing copy had shown an abandoned log up to `seq` when it learned of the abandonment. Keeps that much. */
export interface AdoptOp {
  readonly kind: 'adopt'
  readonly log: LogId
  readonly seq: number
}

/** Nobody writes from now on, until the writing copy releases the file. */
export interface LockDownOp {
  readonly kind: 'lock-down'
  readonly isReleased: boolean
}

/** The writing copy knows of the lock-down. All its own work precedes this op in its log. */
export interface ConfirmLockDownOp {
  readonly kind: 'confirm-lock-down'
  readonly lockDown: Dot
}

/** The writing copy continues the holder's log, and releases the lock-down that the holder declared. */
export interface ReleaseLockDownOp {
  readonly kind: 'release-lock-down'
  readonly lockDown: Dot
}

/** A write in the same event takes over a value in rescue. `index` is the position of the value's op, from 0. */
export interface TakeOverOp {
  readonly kind: 'take-over'
  readonly from: Dot
  readonly index: number
}

export type LifecycleOp =
  | HangOp
  | LeaveOp
  | AbandonOp
  | AdoptOp
  | LockDownOp
  | ConfirmLockDownOp
  | TakeOverOp
  | ReleaseLockDownOp

const codes: Readonly<Record<LifecycleOp['kind'], number>> = {
  hang: 16,
  leave: 17,
  abandon: 18,
  adopt: 19,
  'lock-down': 20,
  'confirm-lock-down': 21,
  'take-over': 22,
  'release-lock-down': 23,
}

const stages = ['leaving', 'left', 'staying'] as const

export const lifecycleCode = (op: LifecycleOp): number => codes[op.kind]

export const writeLifecycleOp = (writer: ByteWriter, op: LifecycleOp): void => {
  switch (op.kind) {
    case 'hang':
      writeMaybeLog(writer.byte(op.isTemporary ? 1 : 0), op.parent)
      return
    case 'leave':
      writeMaybeLog(writer.byte(stages.indexOf(op.stage)), op.towards)
      return
    case 'abandon':
      writer.hex(op.log).count(op.seq).hex(op.hash)
      return
    case 'adopt':
      writer.hex(op.log).count(op.seq)
      return
    case 'lock-down':
      writer.byte(op.isReleased ? 1 : 0)
      return
    case 'confirm-lock-down':
    case 'release-lock-down':
      writer.hex(op.lockDown.log).count(op.lockDown.seq)
      return
    case 'take-over':
      writer.hex(op.from.log).count(op.from.seq).count(op.index)
  }
}

export const readLifecycleOp = (reader: ByteReader, code: number): LifecycleOp | null => {
  switch (code) {
    case codes.hang:
      return { kind: 'hang', isTemporary: readFlag(reader), parent: readMaybeLog(reader) }
    case codes.leave:
      return { kind: 'leave', stage: readStage(reader), towards: readMaybeLog(reader) }
    case codes.abandon:
      return { kind: 'abandon', log: reader.logId(), seq: reader.count(), hash: reader.hex(32) }
    case codes.adopt:
      return { kind: 'adopt', log: reader.logId(), seq: reader.count() }
    case codes['lock-down']:
      return { kind: 'lock-down', isReleased: readFlag(reader) }
    case codes['confirm-lock-down']:
      return { kind: 'confirm-lock-down', lockDown: readDot(reader) }
    case codes['take-over']:
      return { kind: 'take-over', from: readDot(reader), index: reader.count() }
    case codes['release-lock-down']:
      return { kind: 'release-lock-down', lockDown: readDot(reader) }
    default:
      return null
  }
}

const writeMaybeLog = (writer: ByteWriter, log: LogId | null): void => {
  writer.byte(log ? 1 : 0)
  if (log) writer.hex(log)
}

const readMaybeLog = (reader: ByteReader): LogId | null => (readFlag(reader) ? reader.logId() : null)

const readDot = (reader: ByteReader): Dot => ({ log: reader.logId(), seq: reader.count() })

const readFlag = (reader: ByteReader): boolean => {
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read an ending with a flag of ${flag}`)
  return flag === 1
}

const readStage = (reader: ByteReader): LeaveOp['stage'] => {
  const code = reader.byte()
  const stage = stages[code]
  if (!stage) throw new CodecError(`Cannot read a leaving of stage ${code}`)
  return stage
}
