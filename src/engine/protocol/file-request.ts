import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { ShareAnswer } from '../ports/index.ts'

export type FileRequest =
  | { readonly kind: 'read' | 'size' | 'list' | 'remove' | 'modified'; readonly path: string }
  | { readonly kind: 'read-part'; readonly path: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'write' | 'create'; readonly path: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'write-part'
      readonly path: string
      readonly offset: number
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }

export type FileValue = Uint8Array | number | readonly string[] | 'made' | 'exists' | null

/** Their order is the wire encoding. */
export const fileKinds = [
  'read',
  'size',
  'list',
  'remove',
  'modified',
  'read-part',
  'write',
  'create',
  'write-part',
  'rename',
] as const

export const writeFileRequest = (writer: ByteWriter, request: FileRequest): void => {
  writer.text(request.path)
  if (request.kind === 'read-part') writer.count(request.offset).count(request.length)
  else if (request.kind === 'rename') writer.text(request.to)
  else if (request.kind === 'write-part') writer.count(request.offset).raw(request.bytes)
  else if (request.kind === 'write' || request.kind === 'create') writer.raw(request.bytes)
}

export const readFileRequest = (reader: ByteReader, kind: FileRequest['kind']): FileRequest => {
  const path = reader.text()
  switch (kind) {
    case 'read-part':
      return { kind, path, offset: reader.count(), length: reader.count() }
    case 'rename':
      return { kind, path, to: reader.text() }
    case 'write-part':
      return { kind, path, offset: reader.count(), bytes: reader.raw(reader.left) }
    case 'write':
    case 'create':
      return { kind, path, bytes: reader.raw(reader.left) }
    case 'read':
    case 'size':
    case 'list':
    case 'remove':
    case 'modified':
      return { kind, path }
  }
}

const outcomes = ['ok', 'absent', 'lost', 'denied', 'full'] as const
const valueKinds = ['nothing', 'bytes', 'number', 'names', 'made', 'exists'] as const

export const writeFileAnswer = (writer: ByteWriter, answer: ShareAnswer<FileValue>): void => {
  writer.byte(outcomes.indexOf(answer.kind))
  if (answer.kind === 'ok') writeValue(writer, answer.value)
  else if (answer.kind !== 'absent') writer.text(answer.detail)
}

const writeValue = (writer: ByteWriter, value: FileValue): void => {
  const kind = valueKindOf(value)
  writer.byte(valueKinds.indexOf(kind))
  if (value instanceof Uint8Array) writer.raw(value)
  else if (typeof value === 'number') writer.count(value)
  else if (Array.isArray(value)) {
    writer.count(value.length)
    for (const name of value) writer.text(String(name))
  }
}

const valueKindOf = (value: FileValue): (typeof valueKinds)[number] => {
  if (value === null) return 'nothing'
  if (value instanceof Uint8Array) return 'bytes'
  if (typeof value === 'number') return 'number'
  return typeof value === 'string' ? value : 'names'
}

export const readFileAnswer = (reader: ByteReader): ShareAnswer<FileValue> => {
  const kind = outcomes[reader.byte()]
  if (!kind) throw new CodecError('Cannot read an answer: what became of it is of a newer program')
  if (kind === 'absent') return { kind }
  return kind === 'ok' ? { kind, value: readValue(reader) } : { kind, detail: reader.text() }
}

const readValue = (reader: ByteReader): FileValue => {
  const kind = valueKinds[reader.byte()]
  if (!kind) throw new CodecError('Cannot read an answer: its value is of a newer program')
  switch (kind) {
    case 'nothing':
      return null
    case 'bytes':
      return reader.raw(reader.left)
    case 'number':
      return reader.count()
    case 'names':
      return readNames(reader)
    case 'made':
    case 'exists':
      return kind
  }
}

const readNames = (reader: ByteReader): readonly string[] => {
  const names: string[] = []
  for (let left = reader.count(); left > 0; left -= 1) names.push(reader.text())
  return names
}
