import type { ByteReader, ByteWriter } from '../binary/index.ts'

/** The public key of the log's writer, as 64 hexadecimal digits. Counts only in a log's first event. */
export interface LogKeyOp {
  readonly kind: 'line-key'
  readonly key: string
}

export const logKeyCode = 40

const keyBytes = 32

export const writeLogKey = (writer: ByteWriter, { key }: LogKeyOp): void => {
  writer.hex(key)
}

export const readLogKey = (reader: ByteReader): LogKeyOp => ({
  kind: 'line-key',
  key: reader.hex(keyBytes),
})
