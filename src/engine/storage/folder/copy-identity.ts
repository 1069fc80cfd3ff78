import { type Continued, logBreaks } from '../../event/index.ts'
import { type LogId, asLogId } from '../../identifier/index.ts'
import type { Disk } from '../../ports/index.ts'
import { paths } from './layout.ts'
import { textCheck } from './text-check.ts'

export interface FileFormat {
  readonly fileId: string
  readonly fileName: string
}

export interface CopyIdentity {
  readonly line: LogId
  readonly copyName: string
  readonly user: string
  /** The copy it was made from; null for the first parent file. */
  readonly parent: LogId | null
  /** The log that this one continues; absent for the copy's first log. */
  readonly continues?: Continued
}

export type FolderKind =
  | { readonly kind: 'copy'; readonly format: FileFormat; readonly identity: CopyIdentity }
  | { readonly kind: 'not-a-copy'; readonly detail: string }
  | { readonly kind: 'newer'; readonly detail: string }
  | { readonly kind: 'corrupt'; readonly path: string; readonly detail: string }

const formatName = 'shakedown.file'
const formatVersion = 1
const reader = 1

/** Also switches a copy to another log. */
export const writeIdentity = (disk: Disk, identity: CopyIdentity): void =>
  disk.writeWhole(paths.copy, jsonBytes({ ...identity }))

export const writeFormat = (disk: Disk, format: FileFormat): void =>
  disk.writeWhole(paths.format, formatBytes(format))

export const formatBytes = (format: FileFormat): Uint8Array =>
  jsonBytes({ format: formatName, version: formatVersion, minimumReader: reader, ...format })

export const readIdentity = (disk: Disk): FolderKind => {
  const found = readFormat(disk.read(paths.format))
  if (found.kind !== 'format') return found
  const identity = readOwner(disk)
  return identity
    ? { kind: 'copy', format: found.format, identity }
    : { kind: 'corrupt', path: paths.copy, detail: 'it does not say whose copy this is' }
}

/** Reads a folder's identity despite its format. Returns null if unreadable. */
export const readOwner = (disk: Disk): CopyIdentity | null => {
  const copy = parseJson(disk.read(paths.copy))
  return copy && isIdentity(copy) ? { ...copy, line: asLogId(copy.line) } : null
}

export const readFormat = (
  bytes: Uint8Array | null,
): { readonly kind: 'format'; readonly format: FileFormat } | Exclude<FolderKind, { kind: 'copy' }> => {
  if (!bytes) return { kind: 'not-a-copy', detail: 'there is no client file here' }
  const json = parseJson(bytes)
  if (!json || json['format'] !== formatName) {
    return { kind: 'corrupt', path: paths.format, detail: 'it is not the format of a client file' }
  }
  const minimum = json['minimumReader']
  if (typeof minimum !== 'number') {
    return { kind: 'corrupt', path: paths.format, detail: 'it does not say which reader it needs' }
  }
  if (minimum > reader) {
    return { kind: 'newer', detail: `it needs a reader of version ${minimum}, and this one is ${reader}` }
  }
  const { fileId, fileName } = json
  if (typeof fileId !== 'string' || typeof fileName !== 'string') {
    return { kind: 'corrupt', path: paths.format, detail: 'it names no client file' }
  }
  return { kind: 'format', format: { fileId, fileName } }
}

const isIdentity = (json: Record<string, unknown>): json is Record<string, unknown> & CopyIdentity =>
  isLogIdText(json['line']) &&
  typeof json['copyName'] === 'string' &&
  typeof json['user'] === 'string' &&
  (json['parent'] === null || isLogIdText(json['parent'])) &&
  (json['continues'] === undefined || isContinued(json['continues']))

const isContinued = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'line' in value &&
  isLogIdText(value.line) &&
  'seq' in value &&
  Number.isSafeInteger(value.seq) &&
  'hash' in value &&
  typeof value.hash === 'string' &&
  /^[0-9a-f]{64}$/.test(value.hash) &&
  'why' in value &&
  logBreaks.some((why) => why === value.why)

export const isLogIdText = (text: unknown): boolean => typeof text === 'string' && /^[0-9a-f]{16}$/.test(text)

/** Encodes JSON with a checksum as its last member, which reveals flipped bits. */
export const jsonBytes = (value: Record<string, unknown>): Uint8Array =>
  new TextEncoder().encode(`${jsonText({ ...value, check: textCheck(jsonText(value)) })}\n`)

const jsonText = (value: Record<string, unknown>): string => JSON.stringify(value, null, 2)

/**
 * Decodes a JSON object. Returns null if malformed or if its checksum is wrong. Accepts files without a checksum,
 * since people write them.
 */
export const parseJson = (bytes: Uint8Array | null): Record<string, unknown> | null => {
  if (!bytes) return null
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const { check, ...rest } = value as Record<string, unknown>
    return check === undefined || check === textCheck(jsonText(rest)) ? rest : null
  } catch {
    return null
  }
}
