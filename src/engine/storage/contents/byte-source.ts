import type { Digest, Disk } from '../../ports/index.ts'

/** Bytes of a long file held at once. */
const pieceBytes = 1024 * 1024

/** Bytes that are read in parts, since they may exceed the memory. */
export interface ByteSource {
  readonly sizeBytes: number
  /** Returns fewer bytes, or null, if the source has shrunk. */
  readPart(offset: number, length: number): Uint8Array | null
}

export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  readPart: (offset, length) => bytes.subarray(offset, offset + length),
})

/** Returns null if missing. */
export const sourceOfFile = (disk: Disk, path: string): ByteSource | null => {
  const sizeBytes = disk.sizeBytes(path)
  if (sizeBytes === null) return null
  return { sizeBytes, readPart: (offset, length) => disk.readPart(path, offset, length) }
}

/** Reads a source in pieces. Ends early if the source does. */
export function* piecesOf(source: ByteSource): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < source.sizeBytes;) {
    const piece = source.readPart(at, Math.min(pieceBytes, source.sizeBytes - at))
    if (!piece || piece.length === 0) return
    yield piece
    at += piece.length
  }
}

/** Returns null if missing. */
export const fileHash = (disk: Disk, digest: Digest, path: string): string | null => {
  const source = sourceOfFile(disk, path)
  if (!source) return null
  if (source.sizeBytes <= pieceBytes) {
    const bytes = disk.read(path)
    return bytes && digest.sha256Hex(bytes)
  }
  const stream = digest.sha256Stream()
  for (const piece of piecesOf(source)) stream.update(piece)
  return stream.hex()
}
