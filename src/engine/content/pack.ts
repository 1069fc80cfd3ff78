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
 * What a version of a large document needs beyond the versions that lie in the same folder already. A pack is its
 * front, then the bytes of `chunks` one after the other.
 */
export interface Pack {
  readonly list: ChunkList
  /** Versions, by their hashes, in whose packs the rest lies, or in packs that those name in turn. */
  readonly others: readonly string[]
  /** The nodes of the list that no other pack here has; in the front, so that one read shows the whole list. */
  readonly nodes: ReadonlyMap<string, Uint8Array>
  readonly chunks: readonly ListEntry[]
}

const magic = [0x53, 0x50, 0x4b, 0x01] as const
const checksumBytes = 32
/** Enough to learn how long a front is: magic, and a number of at most eight bytes. */
export const frontStartBytes = magic.length + 8
/** A document of 2 GiB has a front of some 20 MB; one that claims more is refused before it is read. */
const frontBytesMax = 128 * 1024 * 1024

/** `SPK`, version, length of what follows; list, other versions, nodes with their bytes, chunks; SHA-256 of it all. */
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

/** How long the front is that begins so; throws CodecError where no pack does. */
export const frontBytesOf = (start: Uint8Array): number => {
  const reader = new ByteReader(start)
  if (magic.some((byte) => reader.byte() !== byte))
    throw new CodecError('Cannot read a pack: it does not begin as one of this format does')
  const restBytes = reader.count()
  if (restBytes > frontBytesMax)
    throw new CodecError(`Cannot read a pack: its front claims ${restBytes} bytes`)
  return reader.at + restBytes
}

/** Reads a whole front; throws CodecError where a byte of it is not what it was. */
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
 * The versions that a pack rests on, from the beginning of its file, before its checksum is there to prove them; null where more
 * of it is needed. Throws CodecError.
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

/** The length of a pack's file. */
export const packBytesOf = (frontBytes: number, { chunks }: Pack): number => frontBytes + sumBytes(chunks)

const readHashes = (reader: ByteReader): readonly string[] => {
  const hashes: string[] = []
  for (let left = reader.count(); left > 0; left -= 1) hashes.push(reader.hex(32))
  return hashes
}

// Not hashed here: the checksum covers them, and whoever adopts a version hashes all of it.
const readNodes = (reader: ByteReader): ReadonlyMap<string, Uint8Array> => {
  const nodes = new Map<string, Uint8Array>()
  for (let left = reader.count(); left > 0; left -= 1) {
    const hash = reader.hex(32)
    nodes.set(hash, reader.raw(reader.count()))
  }
  return nodes
}
