import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'

/** The order is that of the codes in the format. */
export const logBreaks = [
  'unknown-here',
  'rolled-back',
  'other-history',
  'copied',
  'written-elsewhere',
] as const

/**
 * Reasons to start a new log.
 *
 * This machine has never written the log (`unknown-here`). The folder has less of it than this machine wrote
 * (`rolled-back`). The folder contradicts this machine's record (`other-history`). Another folder of this machine
 * writes it (`copied`). It received events that were not written in this folder (`written-elsewhere`).
 */
export type LogBreak = (typeof logBreaks)[number]

export interface Continued {
  readonly line: LogId
  /** The last event of that log on the copy; 0 if it had none. */
  readonly seq: number
  readonly hash: string
  readonly why: LogBreak
}

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
  if (why === undefined) throw new CodecError(`Cannot read why a log was continued: code ${code}`)
  return { kind: 'continues', line: log, seq, hash, why }
}
