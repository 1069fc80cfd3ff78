import { type ByteReader, type ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import { readDots, writeDots } from './dots-codec.ts'
import type { Value } from './value.ts'

const groupCode = 6

export const writeValue = (writer: ByteWriter, value: Value): void => {
  switch (value.kind) {
    case 'nothing':
      writer.byte(0)
      return
    case 'text':
      writer.byte(1).text(value.text)
      return
    case 'number':
      writer.byte(2).text(value.decimal)
      return
    case 'truth':
      writer.byte(value.truth ? 4 : 3)
      return
    case 'content':
      writer.byte(5).count(value.sizeBytes).hex(value.hash)
      return
    case 'group':
      writer.byte(groupCode).count(value.fields.length)
      for (const [name, field] of value.fields) writeValue(writer.text(name), field)
      return
    case 'deleted':
      writeDots(writer.byte(7), value.covers)
      return
    case 'reference':
      writer.byte(8).text(value.table).text(value.key)
      return
    case 'signed':
      writeDots(writer.byte(9), value.versions)
  }
}

export const readValue = (reader: ByteReader): Value => {
  const code = reader.byte()
  switch (code) {
    case 0:
      return { kind: 'nothing' }
    case 1:
      return { kind: 'text', text: reader.text() }
    case 2:
      return { kind: 'number', decimal: reader.text() }
    case 3:
    case 4:
      return { kind: 'truth', truth: code === 4 }
    case 5: {
      const sizeBytes = reader.count()
      return { kind: 'content', hash: reader.hex(32), sizeBytes }
    }
    case groupCode:
      return { kind: 'group', fields: readFields(reader) }
    case 7:
      return { kind: 'deleted', covers: readDots(reader) }
    case 8:
      return { kind: 'reference', table: reader.name(), key: reader.name() }
    case 9:
      return { kind: 'signed', versions: readDots(reader) }
    default:
      throw new NewerKindError(`Cannot read a value of kind ${code}: a newer engine is needed`)
  }
}

const readFields = (reader: ByteReader): (readonly [string, Value])[] => {
  const fields: (readonly [string, Value])[] = []
  for (let left = reader.count(); left > 0; left -= 1) fields.push([reader.text(), readField(reader)])
  return fields
}

// Groups do not nest, or a few bytes could encode a value deeper than any stack.
const readField = (reader: ByteReader): Value => {
  const at = reader.at
  const code = reader.byte()
  if (code === groupCode) throw new CodecError('Cannot read a group: there is another one in it')
  reader.at = at
  return readValue(reader)
}
