import { type ByteReader, type ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import {
  type CollectionOp,
  collectionCodes,
  isCollectionOp,
  readCollectionOp,
  writeCollectionOp,
} from './collection-op.ts'
import { type ContinuesOp, continuesCode, readContinues, writeContinues } from './continues-op.ts'
import { readDots, writeDots } from './dots-codec.ts'
import { type LifecycleOp, lifecycleCode, readLifecycleOp, writeLifecycleOp } from './lifecycle-op.ts'
import { type LogKeyOp, logKeyCode, readLogKey, writeLogKey } from './log-key-op.ts'
import { readValue, writeValue } from './value-codec.ts'
import type { Value } from './value.ts'

/**
 * Every kind keeps all values that nobody superseded. A `parent` is the folder that holds an object; a `template` is a
 * field as the template has it.
 */
export type Merge = 'register' | 'document' | 'deletion' | 'claim' | 'parent' | 'reference' | 'template'

/**
 * The op carries `merge`, so copies with different settings or engines still merge alike. `group` is empty for a field
 * on its own.
 */
export interface WriteOp {
  readonly kind: 'write'
  readonly merge: Merge
  readonly table: string
  readonly key: string
  readonly group: string
  /** The field's name; for a group, the group's name again. */
  readonly field: string
  readonly value: Value
  /** The values that the author was shown and that this one replaces. */
  readonly supersedes: readonly Dot[]
  /** True if a person chose between values. Only then may an op supersede several different ones. */
  readonly resolves: boolean
}

/** Registers a new copy: its user, and the log of the copy it was made from. */
export interface RegisterCopyOp {
  readonly kind: 'register-copy'
  readonly copyName: string
  readonly user: string
  readonly parent: LogId | null
}

/** Lets a user write as the template's author, if the op's own author may. */
export interface TemplateAuthorOp {
  readonly kind: 'template-author'
  readonly user: string
}

/** An op of a newer engine: carried and counted, not applied. */
export interface UnknownOp {
  readonly kind: 'unknown'
  readonly code: number
  readonly payload: Uint8Array
}

type KnownOp =
  | WriteOp
  | RegisterCopyOp
  | ContinuesOp
  | CollectionOp
  | TemplateAuthorOp
  | LifecycleOp
  | LogKeyOp
export type Op = KnownOp | UnknownOp

const registerCopyCode = 3
const templateAuthorCode = 12
const mergeCodes = {
  register: 1,
  document: 2,
  deletion: 4,
  claim: 5,
  parent: 6,
  reference: 7,
  template: 8,
} as const satisfies Record<Merge, number>
const mergeOfCode: readonly (Merge | null)[] = [
  null,
  'register',
  'document',
  null,
  'deletion',
  'claim',
  'parent',
  'reference',
  'template',
]

export const isWriteCode = (code: number): boolean => (mergeOfCode[code] ?? null) !== null

export const writeOp = (writer: ByteWriter, op: Op): void => {
  if (op.kind === 'unknown') {
    writer.count(op.code).count(op.payload.length).raw(op.payload)
    return
  }
  writer.count(codeOf(op)).sized(() => {
    if (op.kind === 'write') writeWrite(writer, op)
    else if (op.kind === 'register-copy') writeRegistration(writer, op)
    else if (op.kind === 'template-author') writer.text(op.user)
    else if (op.kind === 'continues') writeContinues(writer, op)
    else if (op.kind === 'line-key') writeLogKey(writer, op)
    else if (isCollectionOp(op)) writeCollectionOp(writer, op)
    else writeLifecycleOp(writer, op)
  })
}

export const readOp = (reader: ByteReader): Op => {
  const code = reader.count()
  const length = reader.count()
  const end = reader.at + length
  const start = reader.at
  const op = knownOrNewer(reader, code)
  if (op === null) {
    reader.at = start
    return { kind: 'unknown', code, payload: reader.raw(length) }
  }
  if (reader.at !== end)
    throw new CodecError(`Cannot read an op of kind ${code}: it is ${reader.at - end} bytes off its length`)
  return op
}

// A value of an unknown kind makes its op unknown as well.
const knownOrNewer = (reader: ByteReader, code: number): KnownOp | null => {
  try {
    return readKnown(reader, code)
  } catch (trouble) {
    if (trouble instanceof NewerKindError) return null
    throw trouble
  }
}

const readKnown = (reader: ByteReader, code: number): KnownOp | null => {
  const merge = mergeOfCode[code]
  if (merge) return readWrite(reader, merge)
  if (code === registerCopyCode) return readRegistration(reader)
  if (code === templateAuthorCode) return { kind: 'template-author', user: reader.name() }
  if (code === continuesCode) return readContinues(reader)
  if (code === logKeyCode) return readLogKey(reader)
  return readCollectionOp(reader, code) ?? readLifecycleOp(reader, code)
}

const codeOf = (op: KnownOp): number => {
  if (op.kind === 'write') return mergeCodes[op.merge]
  if (op.kind === 'register-copy') return registerCopyCode
  if (op.kind === 'template-author') return templateAuthorCode
  if (op.kind === 'continues') return continuesCode
  if (op.kind === 'line-key') return logKeyCode
  return isCollectionOp(op) ? collectionCodes[op.kind] : lifecycleCode(op)
}

const writeWrite = (writer: ByteWriter, op: WriteOp): void => {
  writer
    .byte(op.resolves ? 1 : 0)
    .text(op.table)
    .text(op.key)
    .text(op.group)
    .text(op.field)
  writeValue(writer, op.value)
  writeDots(writer, op.supersedes)
}

const readWrite = (reader: ByteReader, merge: Merge): WriteOp => {
  const flags = reader.byte()
  if (flags > 1) throw new CodecError(`Cannot read a write with flags ${flags}`)
  const table = reader.name()
  const key = reader.name()
  const group = reader.name()
  const field = reader.name()
  const value = readValue(reader)
  const supersedes = readDots(reader)
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
  return { kind: 'register-copy', copyName, user, parent: hasParent === 1 ? reader.logId() : null }
}
