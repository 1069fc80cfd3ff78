import type { ByteReader } from '../binary/byte-reader.ts'
import type { ByteWriter } from '../binary/byte-writer.ts'
import type { Dot } from '../identifier/line.ts'

export const writeDots = (writer: ByteWriter, dots: readonly Dot[]): void => {
  writer.count(dots.length)
  for (const dot of dots) writer.hex(dot.line).count(dot.seq)
}

export const readDots = (reader: ByteReader): readonly Dot[] => {
  const dots: Dot[] = []
  for (let left = reader.count(); left > 0; left -= 1) dots.push({ line: reader.line(), seq: reader.count() })
  return dots
}
