import { headerBytes } from './smb-message.ts'

/** Bodies of requests, and decoders of answers (MS-SMB2 2.2.3 to 2.2.39). */

/** Returns null if the body ends too early, since the host is untrusted. */
export const readSafely = <T>(body: Buffer, read: (body: Buffer) => T): T | null => {
  try {
    return read(body)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** 2.0.2 and 2.1: supported since Windows 7 and Samba 3.6, and signed with HMAC-SHA256. */
const dialects = [0x0202, 0x0210]

export const negotiateBody = (clientId: Buffer): Buffer => {
  const body = Buffer.alloc(36 + dialects.length * 2)
  body.writeUInt16LE(36, 0)
  body.writeUInt16LE(dialects.length, 2)
  body.writeUInt16LE(1, 4)
  clientId.copy(body, 12)
  dialects.forEach((dialect, index) => body.writeUInt16LE(dialect, 36 + index * 2))
  return body
}

/** `previous` names a lost session, so that the host frees its slot. */
export const sessionSetupBody = (token: Buffer, previous: bigint): Buffer => {
  const body = Buffer.alloc(24)
  body.writeUInt16LE(25, 0)
  body.writeUInt8(1, 3)
  body.writeUInt16LE(headerBytes + 24, 12)
  body.writeUInt16LE(token.length, 14)
  body.writeBigUInt64LE(previous, 16)
  return Buffer.concat([body, token])
}

export const sessionSetupToken = (body: Buffer): Buffer => {
  const at = body.readUInt16LE(4) - headerBytes
  return body.subarray(at, at + body.readUInt16LE(6))
}

/** Whether the host admitted the user as a guest. */
export const isGuest = (body: Buffer): boolean => (body.readUInt16LE(2) & 3) !== 0

export const treeConnectBody = (path: string): Buffer => {
  const name = utf16(path)
  const body = Buffer.alloc(8)
  body.writeUInt16LE(9, 0)
  body.writeUInt16LE(headerBytes + 8, 4)
  body.writeUInt16LE(name.length, 6)
  return Buffer.concat([body, name])
}

/** Tree disconnect and log-off have empty bodies. */
export const emptyBody = (): Buffer => Buffer.from([4, 0, 0, 0])

export const access = {
  read: 0x0012_0089,
  write: 0x0012_0116,
  delete: 0x0001_0000,
  look: 0x0012_0080,
} as const
export const disposition = { open: 1, create: 2, openOrCreate: 3 } as const
export const option = { folder: 0x01, file: 0x40, deleteOnClose: 0x1000 } as const

export interface OpenRequest {
  readonly path: string
  readonly access: number
  readonly disposition: number
  readonly options: number
}

/** Shares every access, so that no visit locks out another. */
const shareAll = 7

export const createBody = ({ path, access, disposition, options }: OpenRequest): Buffer => {
  const name = utf16(path.replaceAll('/', '\\'))
  const body = Buffer.alloc(56)
  body.writeUInt16LE(57, 0)
  body.writeUInt32LE(2, 4)
  body.writeUInt32LE(access, 24)
  body.writeUInt32LE(shareAll, 32)
  body.writeUInt32LE(disposition, 36)
  body.writeUInt32LE(options, 40)
  body.writeUInt16LE(headerBytes + 56, 44)
  body.writeUInt16LE(name.length, 46)
  return Buffer.concat([body, name.length === 0 ? Buffer.alloc(1) : name])
}

export interface OpenedFile {
  readonly id: Buffer
  /** By the host's clock. */
  readonly modifiedMs: number
  readonly sizeBytes: number
}

export const readCreate = (body: Buffer): OpenedFile => ({
  id: Buffer.from(body.subarray(64, 80)),
  modifiedMs: fileTimeMs(body.readBigUInt64LE(24)),
  sizeBytes: Number(body.readBigUInt64LE(48)),
})

/** Windows counts 100 ns since 1601. */
const fileTimeMs = (time: bigint): number => Number(time / 10_000n - 11_644_473_600_000n)

export const closeBody = (id: Buffer): Buffer => onFile(24, id, 8)
export const flushBody = (id: Buffer): Buffer => onFile(24, id, 8)

export const readBody = (id: Buffer, offset: number, length: number): Buffer => {
  const body = onFile(49, id, 16)
  body.writeUInt32LE(length, 4)
  body.writeBigUInt64LE(BigInt(offset), 8)
  return body
}

export const readData = (body: Buffer): Buffer => {
  const at = body.readUInt8(2) - headerBytes
  return body.subarray(at, at + body.readUInt32LE(4))
}

export const writeBody = (id: Buffer, offset: number, bytes: Uint8Array): Buffer => {
  const body = onFile(49, id, 16).subarray(0, 48)
  body.writeUInt16LE(headerBytes + 48, 2)
  body.writeUInt32LE(bytes.length, 4)
  body.writeBigUInt64LE(BigInt(offset), 8)
  return Buffer.concat([body, bytes])
}

export const writtenBytes = (body: Buffer): number => body.readUInt32LE(4)

const namesInformation = 12
export const listedBytesMax = 65_536

/** Requests the next names of an opened folder. */
export const queryDirectoryBody = (id: Buffer): Buffer => {
  const pattern = utf16('*')
  const body = onFile(33, id, 8).subarray(0, 32)
  body.writeUInt8(namesInformation, 2)
  body.writeUInt16LE(headerBytes + 32, 24)
  body.writeUInt16LE(pattern.length, 26)
  body.writeUInt32LE(listedBytesMax, 28)
  return Buffer.concat([body, pattern])
}

export const listedNames = (body: Buffer): readonly string[] => {
  const from = body.readUInt16LE(2) - headerBytes
  const entries = body.subarray(from, from + body.readUInt32LE(4))
  const names: string[] = []
  for (let at = 0; ;) {
    names.push(entries.toString('utf16le', at + 12, at + 12 + entries.readUInt32LE(at + 8)))
    const next = entries.readUInt32LE(at)
    if (next === 0) return names.filter((name) => name !== '.' && name !== '..')
    at += next
  }
}

const renameInformation = 10

export const renameBody = (id: Buffer, to: string): Buffer => {
  const name = utf16(to.replaceAll('/', '\\'))
  const info = Buffer.alloc(Math.max(24, 20 + name.length))
  info.writeUInt8(1, 0)
  info.writeUInt32LE(name.length, 16)
  name.copy(info, 20)
  const body = onFile(33, id, 16).subarray(0, 32)
  body.writeUInt8(1, 2)
  body.writeUInt8(renameInformation, 3)
  body.writeUInt32LE(info.length, 4)
  body.writeUInt16LE(headerBytes + 32, 8)
  return Buffer.concat([body, info])
}

/** `size` as the format counts it: an odd number includes one mandatory byte of the buffer. */
const onFile = (size: number, id: Buffer, idAt: number): Buffer => {
  const body = Buffer.alloc(size)
  body.writeUInt16LE(size, 0)
  id.copy(body, idAt)
  return body
}
