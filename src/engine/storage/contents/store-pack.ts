import { chunksOf, encodeFront, type ListEntry, listOf, type Pack, sumBytes } from '../../content/index.ts'
import type { AppendFile, Digest, Disk } from '../../ports/index.ts'
import { incomingPath, packPath } from '../folder/index.ts'
import { type ByteSource, piecesOf } from './byte-source.ts'
import type { Packs } from './packs.ts'

/** How much is read and written at once. */
const runBytesMax = 1024 * 1024

export interface StoreParts {
  readonly disk: Disk
  readonly digest: Digest
  readonly packs: Packs
}

/** A document's bytes as they were just cut: its hash, and its chunks with the place of each. */
interface ChunkedSource {
  readonly hash: string
  readonly sizeBytes: number
  readonly chunks: readonly ListEntry[]
}

/** A chunk that is to be written, and where in the source it lies. */
interface NewChunk extends ListEntry {
  readonly offset: number
}

/**
 * Stores a large document as the chunks that are not here yet; durable when it returns its hash. `near` is the version
 * it was opened from. Null where the source was written into meanwhile: nothing of it is kept.
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

// A version that is acknowledged as here must really be, so what lies here is looked at and not believed.
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
    // Verified each time: a chunk that a visitor brought or a disk spoiled must not stand for what is saved now.
    const version = packs.bytesOf(hash) && packs.holderOf(hash, whole)
    if (version !== null) holders.add(version)
    return version !== null
  }
  const freshNodes = new Map([...nodes].filter(([hash]) => !isHere(hash)))
  const fresh = freshChunks(chunks, isHere)
  // Named first, since wherever this is sent the version before it most likely lies; but not where nothing of it is left.
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

// All of it under a name of its own, flushed, then renamed: a crash leaves the pack or nothing that anyone looks at.
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
    // A full disk is the last that should keep half a document.
    if (!isWritten) disk.remove(path)
  }
  if (!isWritten) return false
  disk.rename(path, packPath(hash))
  packs.added(hash, front)
  return true
}

/** Chunks that lie one behind the other in the source, as many as are read and written at once. */
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
