import { type ByteReader, CodecError } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { type ContinuesOp, readContinues, writeContinues } from './continues-op.ts'
import type { Dot, LineId } from './line.ts'
import type { Value } from './value.ts'

/**
 * Writes one register. `merge` travels in the op and not in anyone's configuration, so that copies with different
 * settings or engines fold alike. `group` is empty for a field of its own.
 */
export interface WriteOp {
  readonly kind: 'write'
  readonly merge: 'register' | 'document'
  readonly table: string
  readonly key: string
  readonly group: string
  /** The field's name; for a group, the group's name again. */
  readonly field: string
  readonly value: Value
  /** The values that the author was shown and that this one replaces. */
  readonly supersedes: readonly Dot[]
  /** True where a person chose between values; only then may several different ones be superseded. */
  readonly resolves: boolean
}

/** A copy was made: who works in it, and from which line's copy it came. */
export interface RegisterCopyOp {
  readonly kind: 'register-copy'
  readonly copyName: string
  readonly user: string
  readonly parent: LineId | null
}

/** An op of a newer engine: carried and counted, not applied. */
export interface UnknownOp {
  readonly kind: 'unknown'
  readonly code: number
  readonly payload: Uint8Array
}

export type Op = WriteOp | RegisterCopyOp | ContinuesOp | UnknownOp

const codes = { register: 1, document: 2, registerCopy: 3, continues: 32 } as const

export const writeOp = (writer: ByteWriter, op: Op): void => {
  if (op.kind === 'unknown') {
    writer.count(op.code).count(op.payload.length).raw(op.payload)
    return
  }
  writer.count(codeOf(op)).sized(() => {
    if (op.kind === 'write') writeWrite(writer, op)
    else if (op.kind === 'continues') writeContinues(writer, op)
    else writeRegistration(writer, op)
  })
}

export const readOp = (reader: ByteReader): Op => {
  const code = reader.count()
  const length = reader.count()
  const end = reader.at + length
  const op = readKnown(reader, code) ?? { kind: 'unknown', code, payload: reader.raw(length) }
  if (reader.at !== end)
    throw new CodecError(`Cannot read an op of kind ${code}: it is ${reader.at - end} bytes off its length`)
  return op
}

const readKnown = (reader: ByteReader, code: number): Op | null => {
  if (code === codes.register) return readWrite(reader, 'register')
  if (code === codes.document) return readWrite(reader, 'document')
  if (code === codes.registerCopy) return readRegistration(reader)
  if (code === codes.continues) return readContinues(reader)
  return null
}

const codeOf = (op: Exclude<Op, UnknownOp>): number => {
  if (op.kind === 'continues') return codes.continues
  if (op.kind === 'register-copy') return codes.registerCopy
  return codes[op.merge]
}

const writeWrite = (writer: ByteWriter, op: WriteOp): void => {
  writer
    .byte(op.resolves ? 1 : 0)
    .text(op.table)
    .text(op.key)
    .text(op.group)
    .text(op.field)
  writeValue(writer, op.value)
  writer.count(op.supersedes.length)
  for (const dot of op.supersedes) writer.hex(dot.line).count(dot.seq)
}

const readWrite = (reader: ByteReader, merge: WriteOp['merge']): WriteOp => {
  const flags = reader.byte()
  if (flags > 1) throw new CodecError(`Cannot read a write with flags ${flags}`)
  const table = reader.name()
  const key = reader.name()
  const group = reader.name()
  const field = reader.name()
  const value = readValue(reader)
  const supersedes: Dot[] = []
  for (let left = reader.count(); left > 0; left -= 1) supersedes.push(readDot(reader))
  return { kind: 'write', merge, table, key, group, field, value, supersedes, resolves: flags === 1 }
}

const writeRegistration = (writer: ByteWriter, op: RegisterCopyOp): void => {
  writer
    .text(op.copyName)
    .text(op.user)
    .byte(op.parent ? 1 : 0)
  if (op.parent) writer.hex(op.parent)
}

const readRegistration = (reader: ByteReader): RegisterCopyOp => {
  const copyName = reader.text()
  const user = reader.text()
  const hasParent = reader.byte()
  if (hasParent > 1) throw new CodecError(`Cannot read a registration with a parent flag of ${hasParent}`)
  return { kind: 'register-copy', copyName, user, parent: hasParent === 1 ? reader.line() : null }
}

const readDot = (reader: ByteReader): Dot => ({ line: reader.line(), seq: reader.count() })

const writeValue = (writer: ByteWriter, value: Value): void => {
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
      writer.byte(6).count(value.fields.length)
      for (const [name, field] of value.fields) writeValue(writer.text(name), field)
  }
}

const readValue = (reader: ByteReader): Value => {
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
    case 6:
      return { kind: 'group', fields: readFields(reader) }
    default:
      throw new CodecError(`Cannot read a value of kind ${code}`)
  }
}

const readFields = (reader: ByteReader): (readonly [string, Value])[] => {
  const fields: (readonly [string, Value])[] = []
  for (let left = reader.count(); left > 0; left -= 1) fields.push([reader.text(), readValue(reader)])
  return fields
}
