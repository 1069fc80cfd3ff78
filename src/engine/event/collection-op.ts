import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { Dot } from '../identifier/index.ts'
import { readDots, writeDots } from './dots-codec.ts'
import { readValue, writeValue } from './value-codec.ts'
import type { Value } from './value.ts'

export interface AddOp {
  readonly kind: 'add'
  readonly table: string
  readonly key: string
  readonly field: string
  readonly element: Value
}

export interface RemoveOp {
  readonly kind: 'remove'
  readonly table: string
  readonly key: string
  readonly field: string
  readonly element: Value
  readonly covers: readonly Dot[]
}

export interface CountOp {
  readonly kind: 'count'
  readonly table: string
  readonly key: string
  readonly field: string
  readonly by: number
}

export type CollectionOp = AddOp | RemoveOp | CountOp

export const isCollectionOp = (op: { readonly kind: string }): op is CollectionOp =>
  op.kind in collectionCodes

export const collectionCodes = { add: 9, remove: 10, count: 11 } as const

export const writeCollectionOp = (writer: ByteWriter, op: CollectionOp): void => {
  writer.text(op.table).text(op.key).text(op.field)
  if (op.kind === 'count') {
    writer.byte(op.by < 0 ? 1 : 0).count(Math.abs(op.by))
    return
  }
  writeValue(writer, op.element)
  if (op.kind === 'remove') writeDots(writer, op.covers)
}

export const readCollectionOp = (reader: ByteReader, code: number): CollectionOp | null => {
  const kind = kindOf(code)
  if (!kind) return null
  const address = { table: reader.name(), key: reader.name(), field: reader.name() }
  if (kind === 'count') return { kind, ...address, by: readSigned(reader) }
  const element = readValue(reader)
  return kind === 'add'
    ? { kind, ...address, element }
    : { kind, ...address, element, covers: readDots(reader) }
}

const kindOf = (code: number): CollectionOp['kind'] | null => {
  if (code === collectionCodes.add) return 'add'
  if (code === collectionCodes.remove) return 'remove'
  return code === collectionCodes.count ? 'count' : null
}

const readSigned = (reader: ByteReader): number => {
  const sign = reader.byte()
  const size = reader.count()
  // Each number has one spelling: there is no negative zero.
  if (sign > 1 || (sign === 1 && size === 0))
    throw new CodecError(`Cannot read a count of sign ${sign} and size ${size}`)
  return sign === 1 ? -size : size
}
