import type { ByteReader, ByteWriter } from '../binary/index.ts'

/** In a line's first event: the public key of whoever writes this line, as 64 hexadecimal digits. Nowhere else it counts. */
export interface LineKeyOp {
  readonly kind: 'line-key'
  readonly key: string
}

export const lineKeyCode = 40

const keyBytes = 32

export const writeLineKey = (writer: ByteWriter, { key }: LineKeyOp): void => {
  writer.hex(key)
}

export const readLineKey = (reader: ByteReader): LineKeyOp => ({
  kind: 'line-key',
  key: reader.hex(keyBytes),
})
