import type { ByteReader, ByteWriter } from '../binary/index.ts'

/** In a line's first event: the public key of whoever writes this line, as 64 hexadecimal digits. Nowhere else it counts. */
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
