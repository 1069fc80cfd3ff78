import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Digest } from '../ports/index.ts'
import { chunkSizes } from './chunker.ts'
import { documentBytesMax } from './document-limits.ts'

export interface ListEntry {
  readonly hash: string
  readonly sizeBytes: number
}

/**
 * A document as a sequence of chunks. The list is cut by content as well, so a small change makes one new
 * node. Between the top and the chunks lie `depth` levels of nodes.
 */
export interface ChunkList {
  readonly depth: number
  readonly top: readonly ListEntry[]
}

/** Part of the format, like the chunk sizes. */
const nodeEntriesMin = 16
const nodeEntriesMax = 256
const nodeEndMask = 0x3f
const topEntriesMax = 64
/** Three levels reach beyond 2 GiB. */
const depthMax = 8

export const listOf = (
  chunks: readonly ListEntry[],
  digest: Digest,
): { readonly list: ChunkList; readonly nodes: ReadonlyMap<string, Uint8Array> } => {
  const nodes = new Map<string, Uint8Array>()
  let level = chunks
  let depth = 0
  while (level.length > topEntriesMax) {
    level = nodesOver(level).map((entries) => {
      const bytes = encodeNode(entries)
      const hash = digest.sha256Hex(bytes)
      nodes.set(hash, bytes)
      return { hash, sizeBytes: entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
    })
    depth += 1
  }
  return { list: { depth, top: level }, nodes }
}

export interface Listed {
  readonly nodes: ReadonlyMap<string, Uint8Array>
  /** In document order, with repeats. */
  readonly chunks: readonly ListEntry[]
  readonly lacking: readonly string[]
}

/** Follows a list down to its chunks. Throws CodecError if a node is malformed. */
export const followList = (list: ChunkList, nodeBytes: (hash: string) => Uint8Array | null): Listed => {
  const nodes = new Map<string, Uint8Array>()
  const lacking = new Set<string>()
  // A small list could repeat one node on every level, and exhaust the memory.
  const sizeBytes = sumBytes(list.top)
  if (sizeBytes > documentBytesMax)
    throw new CodecError(`Cannot read a chunk list: ${sizeBytes} bytes are more than a document may have`)
  const entriesMax = sizeBytes / chunkSizes.minBytes + 1
  let level = list.top
  for (let depth = list.depth; depth > 0; depth -= 1) {
    const below: ListEntry[] = []
    for (const entry of level) {
      const bytes = nodes.get(entry.hash) ?? nodeBytes(entry.hash)
      if (bytes) nodes.set(entry.hash, bytes)
      else lacking.add(entry.hash)
      if (bytes) below.push(...decodeNode(bytes, entry.sizeBytes))
      if (below.length > entriesMax)
        throw new CodecError(`Cannot read a chunk list: it has too many entries for its document`)
    }
    level = below
  }
  return { nodes, chunks: level, lacking: [...lacking] }
}

export const writeList = (writer: ByteWriter, { depth, top }: ChunkList): void => {
  writer.byte(depth)
  writeEntries(writer, top)
}

export const readList = (reader: ByteReader): ChunkList => {
  const depth = reader.byte()
  if (depth > depthMax) throw new CodecError(`Cannot read a chunk list of ${depth} levels`)
  return { depth, top: readEntries(reader) }
}

export const writeEntries = (writer: ByteWriter, entries: readonly ListEntry[]): void => {
  writer.count(entries.length)
  for (const { hash, sizeBytes } of entries) writer.hex(hash).count(sizeBytes)
}

export const readEntries = (reader: ByteReader): readonly ListEntry[] => {
  const entries: ListEntry[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    const hash = reader.hex(32)
    const sizeBytes = reader.count()
    if (sizeBytes === 0) throw new CodecError('Cannot read a chunk list: an entry of it is empty')
    entries.push({ hash, sizeBytes })
  }
  return entries
}

export const sumBytes = (entries: readonly ListEntry[]): number =>
  entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

const nodesOver = (level: readonly ListEntry[]): readonly (readonly ListEntry[])[] => {
  const nodes: ListEntry[][] = []
  let entries: ListEntry[] = []
  for (const entry of level) {
    entries.push(entry)
    const endsHere = (Number.parseInt(entry.hash.slice(-2), 16) & nodeEndMask) === 0
    if (entries.length < nodeEntriesMax && !(endsHere && entries.length >= nodeEntriesMin)) continue
    nodes.push(entries)
    entries = []
  }
  if (entries.length > 0) nodes.push(entries)
  return nodes
}

const encodeNode = (entries: readonly ListEntry[]): Uint8Array => {
  const writer = new ByteWriter(entries.length * 36)
  writeEntries(writer, entries)
  return writer.take()
}

const decodeNode = (bytes: Uint8Array, sizeBytes: number): readonly ListEntry[] => {
  const reader = new ByteReader(bytes)
  const entries = readEntries(reader)
  if (!reader.isAtEnd || entries.length > nodeEntriesMax)
    throw new CodecError('Cannot read a node of a chunk list: it is longer than a node may be')
  const found = sumBytes(entries)
  if (found !== sizeBytes)
    throw new CodecError(`Cannot read a node of a chunk list: it stands for ${found} bytes, not ${sizeBytes}`)
  return entries
}
