import {
  type ChunkList,
  encodeFront,
  type Listed,
  type ListEntry,
  type LiveContent,
  type Pack,
  packBytesOf,
  sumBytes,
} from '../../content/index.ts'
import { followHere, type PackLocation, runsOf } from '../../storage/contents/index.ts'
import { incomingPath } from '../../storage/folder/index.ts'
import type { Carrier, Fetched } from './carrier.ts'
import { OtherPacks } from './other-packs.ts'
import { firstPieceBytes, nextPieceBytes } from './piece-size.ts'

/** Resumes an earlier download. Hashes the whole version before adopting it. */
export const fetchPack = async (carrier: Carrier, content: LiveContent): Promise<Fetched> => {
  const others = new OtherPacks(carrier)
  const opened = await others.open(content.hash)
  if (typeof opened === 'string') return opened
  const { packs } = carrier.contents
  packs.openAll()
  if (sumBytes(opened.list.top) !== content.sizeBytes) return 'damaged'
  const listed = await followThere(carrier, opened, others)
  if (typeof listed === 'string') return listed
  const fetching: Fetching = { content, listed, pack: localPack(carrier, content, opened.list, listed) }
  const locations = await others.locationsOf(fetching.pack.chunks)
  if (!locations) return 'absent'
  const brought = await bring(carrier, fetching, { others, locations })
  if (brought === 'here') others.forget()
  return brought
}

interface Fetching {
  readonly content: LiveContent
  readonly listed: Listed
  readonly pack: Pack
}

const followThere = async (
  { contents }: Carrier,
  { list }: Pack,
  others: OtherPacks,
): Promise<Listed | 'absent' | 'damaged'> => {
  const brought = new Map<string, Uint8Array>()
  for (;;) {
    const listed = followHere(list, contents.packs, brought)
    if (!listed) return 'damaged'
    if (listed.lacking.length === 0) return listed
    for (const hash of listed.lacking) {
      const bytes = await others.node(hash)
      if (!bytes) return 'absent'
      brought.set(hash, bytes)
    }
  }
}

const localPack = (
  { contents: { packs } }: Carrier,
  content: LiveContent,
  list: ChunkList,
  { nodes, chunks }: Listed,
): Pack => {
  const versions = new Set<string>()
  const isHere = (hash: string): boolean => {
    const version = packs.holderOf(hash, content.hash)
    if (version !== null) versions.add(version)
    return version !== null
  }
  const freshNodes = new Map([...nodes].filter(([hash]) => !isHere(hash)))
  const fresh = new Map<string, ListEntry>()
  for (const chunk of chunks) if (!isHere(chunk.hash)) fresh.set(chunk.hash, chunk)
  return { list, others: [...versions], nodes: freshNodes, chunks: [...fresh.values()] }
}

interface Sources {
  readonly others: OtherPacks
  /** Where each of the pack's chunks lies on the other side. */
  readonly locations: readonly PackLocation[]
}

const bring = async (carrier: Carrier, fetching: Fetching, sources: Sources): Promise<Fetched> => {
  const { contents, digest } = carrier
  const { content, pack } = fetching
  const front = encodeFront(pack, digest)
  const by = `${carrier.by}-${front.subarray(-8).toHex()}`
  const kept = contents.readIncomingPart(content.hash, by, front.length)
  // A crash can leave a file of the right length with other bytes.
  const isKept = kept !== null && isSame(kept, front)
  if (kept && !isKept) contents.dropIncoming(content.hash, by)
  const doneBytes = isKept ? contents.incomingBytes(content.hash, by) - front.length : 0
  // Written together with the first chunk, to save a flush.
  let unwritten = isKept ? null : front
  const take = (bytes: Uint8Array): void => {
    contents.addIncoming(content.hash, by, unwritten ? joined(unwritten, bytes) : bytes)
    unwritten = null
  }
  if (!(await bringChunks(carrier, sources, doneBytes, take))) return 'absent'
  if (unwritten) take(new Uint8Array(0))
  if (isWhole(carrier, fetching, { front, by })) {
    contents.adoptPack(content.hash, by, front)
    return 'here'
  }
  contents.dropIncoming(content.hash, by)
  sources.others.forget()
  // Reading the chunks drops any local one that is damaged, so the next try fetches it.
  for (const chunk of fetching.listed.chunks) contents.packs.bytesOf(chunk.hash)
  return doneBytes > 0 ? 'damaged-before' : 'damaged'
}

const bringChunks = async (
  { clock }: Carrier,
  { others, locations }: Sources,
  doneBytes: number,
  take: (bytes: Uint8Array) => void,
): Promise<boolean> => {
  let skip = doneBytes
  let pieceBytes = firstPieceBytes
  for (const run of runsOf(locations)) {
    let at = Math.min(skip, run?.sizeBytes ?? 0)
    skip -= at
    while (run && at < run.sizeBytes) {
      const startMs = clock.nowMs()
      const piece = await others.read(run, at, Math.min(pieceBytes, run.sizeBytes - at))
      if (!piece || piece.length === 0) return false
      take(piece)
      at += piece.length
      pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
    }
  }
  return true
}

const isWhole = (
  { contents }: Carrier,
  { content, listed, pack }: Fetching,
  { front, by }: { readonly front: Uint8Array; readonly by: string },
): boolean => {
  if (contents.incomingBytes(content.hash, by) !== packBytesOf(front.length, pack)) return false
  const path = incomingPath(content.hash, by)
  const arrived = new Map<string, PackLocation>()
  let offset = front.length
  for (const { hash, sizeBytes } of pack.chunks) {
    arrived.set(hash, { version: content.hash, path, offset, sizeBytes })
    offset += sizeBytes
  }
  return contents.hashOf(contents.packs.read(listed.chunks, arrived)) === content.hash
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
