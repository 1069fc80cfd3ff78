import type { ByteReader, ByteWriter } from '../binary/index.ts'
import type { Dot } from '../identifier/index.ts'

export const writeDots = (writer: ByteWriter, dots: readonly Dot[]): void => {
  writer.count(dots.length)
  for (const dot of dots) writer.hex(dot.log).count(dot.seq)
}

export const readDots = (reader: ByteReader): readonly Dot[] => {
  const dots: Dot[] = []
  for (let left = reader.count(); left > 0; left -= 1) dots.push({ log: reader.logId(), seq: reader.count() })
  return dots
}
