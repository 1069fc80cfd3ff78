import { chunksOf, encodeFront, type ListEntry, listOf, type Pack, sumBytes } from '../../content/index.ts'
import type { AppendFile, Digest, Disk } from '../../ports/index.ts'
import { incomingPath, packPath } from '../folder/index.ts'
import { type ByteSource, piecesOf } from './byte-source.ts'
import type { Packs } from './packs.ts'

const runBytesMax = 1024 * 1024

export interface StoreParts {
  readonly disk: Disk
  readonly digest: Digest
  readonly packs: Packs
}

/** A document that was just cut: its hash, and its chunks with offsets. */
interface ChunkedSource {
  readonly hash: string
  readonly sizeBytes: number
  readonly chunks: readonly ListEntry[]
}

interface NewChunk extends ListEntry {
  readonly offset: number
}

/**
 * Stores those chunks of a large document that are missing here. Durable when it returns its hash. `near` is the base
 * version. Returns null, and keeps nothing, if the source changed meanwhile.
 */
export const storePacked = (source: ByteSource, near: string | null, parts: StoreParts): string | null => {
  const cut = cutUp(source, parts.digest)
  if (cut.sizeBytes !== source.sizeBytes) return null
  if (parts.packs.has(cut.hash) && isWhole(cut, parts)) return cut.hash
  const { pack, fresh } = packOf(cut, near, parts)
  return writePack(cut.hash, { pack, fresh, source }, parts) ? cut.hash : null
}

const cutUp = (source: ByteSource, digest: Digest): ChunkedSource => {
  const whole = digest.sha256Stream()
  const chunks: ListEntry[] = []
  let sizeBytes = 0
  for (const chunk of chunksOf(piecesOf(source))) {
    whole.update(chunk)
    chunks.push({ hash: digest.sha256Hex(chunk), sizeBytes: chunk.length })
    sizeBytes += chunk.length
  }
  return { hash: whole.hex(), sizeBytes, chunks }
}

const isWhole = ({ hash, chunks }: ChunkedSource, { packs }: StoreParts): boolean =>
  packs.listed(hash) !== null && chunks.every((chunk) => packs.bytesOf(chunk.hash) !== null)

const packOf = (
  { hash: whole, chunks }: ChunkedSource,
  near: string | null,
  { packs, digest }: StoreParts,
): { pack: Pack; fresh: readonly NewChunk[] } => {
  packs.openAll()
  const { list, nodes } = listOf(chunks, digest)
  const holders = new Set<string>()
  const isHere = (hash: string): boolean => {
    // Verifies each chunk: a forged or damaged one must not stand for the bytes being saved.
    const version = packs.bytesOf(hash) && packs.holderOf(hash, whole)
    if (version !== null) holders.add(version)
    return version !== null
  }
  const freshNodes = new Map([...nodes].filter(([hash]) => !isHere(hash)))
  const fresh = freshChunks(chunks, isHere)
  // Names the base version first, since a receiver most likely has it. Omits it if none of its chunks remain.
  const isNear = near !== null && near !== whole && holders.size > 0 && packs.has(near)
  const others = new Set(isNear ? [near, ...holders] : holders)
  return { pack: { list, others: [...others], nodes: freshNodes, chunks: fresh }, fresh }
}

const freshChunks = (
  chunks: readonly ListEntry[],
  isHere: (hash: string) => boolean,
): readonly NewChunk[] => {
  const looked = new Set<string>()
  const fresh: NewChunk[] = []
  let offset = 0
  for (const { hash, sizeBytes } of chunks) {
    if (!looked.has(hash) && !isHere(hash)) fresh.push({ hash, sizeBytes, offset })
    looked.add(hash)
    offset += sizeBytes
  }
  return fresh
}

interface Writing {
  readonly pack: Pack
  readonly fresh: readonly NewChunk[]
  readonly source: ByteSource
}

// Writes another file, flushes it and renames it, so that a crash leaves the whole pack or none.
const writePack = (
  hash: string,
  { pack, fresh, source }: Writing,
  { disk, digest, packs }: StoreParts,
): boolean => {
  const path = incomingPath(hash, 'saved')
  const front = encodeFront(pack, digest)
  disk.remove(path)
  const file = disk.openAppend(path)
  let isWritten = false
  try {
    file.append(front)
    isWritten = runsOf(fresh).every((run) => appendRun(file, run, { source, digest }))
    if (isWritten) file.sync()
  } finally {
    file.close()
    // Frees the space of an incomplete pack, since the disk may be full.
    if (!isWritten) disk.remove(path)
  }
  if (!isWritten) return false
  disk.rename(path, packPath(hash))
  packs.added(hash, front)
  return true
}

function* runsOf(fresh: readonly NewChunk[]): Generator<readonly NewChunk[], void, undefined> {
  let run: NewChunk[] = []
  let runBytes = 0
  for (const chunk of fresh) {
    const isNext = chunk.offset === (run[0]?.offset ?? 0) + runBytes
    if (run.length > 0 && (!isNext || runBytes + chunk.sizeBytes > runBytesMax)) {
      yield run
      run = []
      runBytes = 0
    }
    run.push(chunk)
    runBytes += chunk.sizeBytes
  }
  if (run.length > 0) yield run
}

const appendRun = (
  file: AppendFile,
  run: readonly NewChunk[],
  { source, digest }: { readonly source: ByteSource; readonly digest: Digest },
): boolean => {
  const from = run[0]?.offset ?? 0
  const runBytes = sumBytes(run)
  const bytes = source.readPart(from, runBytes)
  if (bytes?.length !== runBytes) return false
  for (const { hash, offset, sizeBytes } of run) {
    if (digest.sha256Hex(bytes.subarray(offset - from, offset - from + sizeBytes)) !== hash) return false
  }
  file.append(bytes)
  return true
}
