import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'

/** Why a copy's line could not go on. The order is that of the codes in the format. */
export const logBreaks = [
  'unknown-here',
  'rolled-back',
  'other-history',
  'copied',
  'written-elsewhere',
] as const

/**
 * `unknown-here`: this machine has never written it. `rolled-back`: the folder has less of it than was written here.
 * `other-history`: what was written on this machine is not what the folder has. `copied`: another folder of this machine
 * writes it. `written-elsewhere`: events of it arrived that were not written in this folder.
 */
export type LogBreak = (typeof logBreaks)[number]

/** Where a copy left a line that could not go on, and why. */
export interface Continued {
  readonly line: LogId
  /** The last event of that line which the copy had; 0 where it had none. */
  readonly seq: number
  readonly hash: string
  readonly why: LogBreak
}

/** Stands in the first event of a line that goes on where another one was left. */
export interface ContinuesOp extends Continued {
  readonly kind: 'continues'
}

export const continuesCode = 32

export const writeContinues = (writer: ByteWriter, { line: log, seq, hash, why }: ContinuesOp): void => {
  writer.hex(log).count(seq).hex(hash).byte(logBreaks.indexOf(why))
}

export const readContinues = (reader: ByteReader): ContinuesOp => {
  const log = reader.logId()
  const seq = reader.count()
  const hash = reader.hex(32)
  const code = reader.byte()
  const why = logBreaks[code]
  if (why === undefined) throw new CodecError(`Cannot read why a line was continued: code ${code}`)
  return { kind: 'continues', line: log, seq, hash, why }
}
