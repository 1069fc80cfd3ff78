import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Digest } from '../ports/index.ts'
import {
  type ChunkList,
  type ListEntry,
  readEntries,
  readList,
  sumBytes,
  writeEntries,
  writeList,
} from './chunk-list.ts'

/**
 * The parts of a large document's version that no other version in its folder has. A pack file is its front, followed
 * by the bytes of `chunks`.
 */
export interface Pack {
  readonly list: ChunkList
  /** Hashes of versions whose packs, directly or through their own `others`, hold the rest. */
  readonly others: readonly string[]
  /** List nodes that no other pack here has. They are in the front, so that one read shows the whole list. */
  readonly nodes: ReadonlyMap<string, Uint8Array>
  readonly chunks: readonly ListEntry[]
}

const magic = [0x53, 0x50, 0x4b, 0x01] as const
const checksumBytes = 32
/** Enough bytes to learn the front's length: magic, and a number of up to eight bytes. */
export const frontStartBytes = magic.length + 8
/** A document of 2 GiB has a front of about 20 MB. Refuses larger claims before reading. */
const frontBytesMax = 128 * 1024 * 1024

/** Layout: `SPK`, version, length of the rest; list, other versions, nodes with bytes, chunks; SHA-256 of it all. */
export const encodeFront = ({ list, others, nodes, chunks }: Pack, digest: Digest): Uint8Array => {
  const body = new ByteWriter(1024 + chunks.length * 36)
  writeList(body, list)
  body.count(others.length)
  for (const other of others) body.hex(other)
  body.count(nodes.size)
  for (const [hash, bytes] of nodes) body.hex(hash).count(bytes.length).raw(bytes)
  writeEntries(body, chunks)
  const front = new ByteWriter(body.length + frontStartBytes + checksumBytes)
  for (const byte of magic) front.byte(byte)
  front.count(body.length + checksumBytes).raw(body.view())
  return front.hex(digest.sha256Hex(front.view())).take()
}

/** Returns a front's length from its first bytes. Throws CodecError if malformed. */
export const frontBytesOf = (start: Uint8Array): number => {
  const reader = new ByteReader(start)
  if (magic.some((byte) => reader.byte() !== byte))
    throw new CodecError('Cannot read a pack: it does not begin as one of this format does')
  const restBytes = reader.count()
  if (restBytes > frontBytesMax)
    throw new CodecError(`Cannot read a pack: its front claims ${restBytes} bytes`)
  return reader.at + restBytes
}

/** Decodes a whole front. Throws CodecError if damaged. */
export const decodeFront = (front: Uint8Array, digest: Digest): Pack => {
  const length = frontBytesOf(front)
  if (length !== front.length || length <= magic.length + checksumBytes)
    throw new CodecError(`Cannot read a pack: its front has ${front.length} bytes, not ${length}`)
  const end = length - checksumBytes
  if (digest.sha256Hex(front.subarray(0, end)) !== front.subarray(end).toHex())
    throw new CodecError('Cannot read a pack: its front is damaged')
  const reader = new ByteReader(front, magic.length, end)
  reader.count()
  const list = readList(reader)
  const pack = { list, others: readHashes(reader), nodes: readNodes(reader), chunks: readEntries(reader) }
  if (!reader.isAtEnd) throw new CodecError('Cannot read a pack: its front goes on behind its end')
  return pack
}

/**
 * Returns the versions that a pack depends on, from its first bytes and unverified. Returns null if it needs more
 * bytes. Throws CodecError if malformed.
 */
export const othersIn = (start: Uint8Array): readonly string[] | null => {
  const frontBytes = frontBytesOf(start)
  const reader = new ByteReader(start, magic.length, Math.min(start.length, frontBytes))
  try {
    reader.count()
    readList(reader)
    return readHashes(reader)
  } catch (trouble) {
    if (trouble instanceof CodecError && start.length < frontBytes) return null
    throw trouble
  }
}

export const packBytesOf = (frontBytes: number, { chunks }: Pack): number => frontBytes + sumBytes(chunks)

const readHashes = (reader: ByteReader): readonly string[] => {
  const hashes: string[] = []
  for (let left = reader.count(); left > 0; left -= 1) hashes.push(reader.hex(32))
  return hashes
}

// Does not hash nodes: the checksum covers them, and adopting a version hashes all of it.
const readNodes = (reader: ByteReader): ReadonlyMap<string, Uint8Array> => {
  const nodes = new Map<string, Uint8Array>()
  for (let left = reader.count(); left > 0; left -= 1) {
    const hash = reader.hex(32)
    nodes.set(hash, reader.raw(reader.count()))
  }
  return nodes
}
