import { CodecError } from '../binary/index.ts'
import {
  chunksOf,
  decodeFront,
  encodeFront,
  followList,
  frontBytesOf,
  frontStartBytes,
  isPacked,
  type Listed,
  type ListEntry,
  listOf,
  type LiveContent,
  type Pack,
} from '../content/index.ts'
import { appendRuns, piecesOf, sourceOfFile } from '../storage/contents/index.ts'
import { incomingPath, packPath, packsFolder } from '../storage/folder/index.ts'
import type { FolderPorts } from './examine-copy.ts'
import type { Quarantine } from './quarantine.ts'

/** A place with the bytes of a chunk or a node: the pack of `version`, or a file of the working folder if null. */
interface ByteLocation {
  readonly version: string | null
  readonly path: string
  readonly offset: number
  readonly sizeBytes: number
}

interface Leftovers {
  readonly ports: FolderPorts
  readonly locations: ReadonlyMap<string, readonly ByteLocation[]>
  readonly fronts: ReadonlyMap<string, Pack>
}

/**
 * Reassembles large versions from local packs and files in the working folder. Such a file may hold another
 * version that shares most chunks. Removes reassembled versions from `lost`, and leaves those with a
 * missing chunk. Throws DiskTrouble.
 */
export const restorePacks = (
  ports: FolderPorts,
  lost: Map<string, LiveContent>,
  { files, quarantine }: { readonly files: readonly string[]; readonly quarantine: Quarantine },
): void => {
  const large = [...lost.values()].filter(({ sizeBytes }) => isPacked(sizeBytes))
  if (large.length === 0) return
  const { leftovers, listsOfFiles } = leftoversIn(ports, files)
  for (const { hash } of large) {
    const list = leftovers.fronts.get(hash)?.list ?? null
    const listed = listsOfFiles.get(hash) ?? null
    const pack = listed ? packOfFile(leftovers, hash, listed) : list && packOfList(leftovers, hash, list)
    if (!pack) continue
    quarantine.keep(packPath(hash))
    if (writeWhole(leftovers, hash, pack)) lost.delete(hash)
  }
}

const leftoversIn = (ports: FolderPorts, files: readonly string[]) => {
  const locations = new Map<string, ByteLocation[]>()
  const fronts = new Map<string, Pack>()
  const listsOfFiles = new Map<string, readonly ListEntry[]>()
  const add = (hash: string, location: ByteLocation): void => {
    const known = locations.get(hash)
    if (known) known.push(location)
    else locations.set(hash, [location])
  }
  for (const start of ports.disk.list(packsFolder))
    for (const version of ports.disk.list(`${packsFolder}/${start}`)) {
      const pack = addPack(ports, version, add)
      if (pack) fronts.set(version, pack)
    }
  for (const path of files) {
    const file = addFile(ports, path, add)
    if (file) listsOfFiles.set(file.hash, file.chunks)
  }
  return { leftovers: { ports, locations, fronts }, listsOfFiles }
}

type Add = (hash: string, location: ByteLocation) => void

const addPack = ({ disk, digest }: FolderPorts, version: string, add: Add): Pack | null => {
  const path = packPath(version)
  try {
    const start = disk.readPart(path, 0, frontStartBytes) ?? new Uint8Array(0)
    const front = disk.readPart(path, 0, frontBytesOf(start)) ?? start
    const pack = decodeFront(front, digest)
    for (const [hash, bytes] of pack.nodes)
      add(hash, { version, path, offset: bytes.byteOffset - front.byteOffset, sizeBytes: bytes.length })
    let offset = front.length
    for (const { hash, sizeBytes } of pack.chunks) {
      add(hash, { version, path, offset, sizeBytes })
      offset += sizeBytes
    }
    return pack
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

const addFile = (
  { disk, digest }: FolderPorts,
  path: string,
  add: Add,
): { readonly hash: string; readonly chunks: readonly ListEntry[] } | null => {
  const source = sourceOfFile(disk, path)
  if (!source || !isPacked(source.sizeBytes)) return null
  const whole = digest.sha256Stream()
  const chunks: ListEntry[] = []
  let offset = 0
  for (const chunk of chunksOf(piecesOf(source))) {
    whole.update(chunk)
    const hash = digest.sha256Hex(chunk)
    chunks.push({ hash, sizeBytes: chunk.length })
    add(hash, { version: null, path, offset, sizeBytes: chunk.length })
    offset += chunk.length
  }
  return { hash: whole.hex(), chunks }
}

const packOfFile = (leftovers: Leftovers, version: string, chunks: readonly ListEntry[]): Pack | null => {
  const { list, nodes } = listOf(chunks, leftovers.ports.digest)
  return packOf(leftovers, version, { list, listed: { nodes, chunks, lacking: [] } })
}

const packOfList = (leftovers: Leftovers, version: string, list: Pack['list']): Pack | null => {
  try {
    const listed = followList(list, (hash) => soundBytes(leftovers, hash)?.bytes ?? null)
    return listed.lacking.length > 0 ? null : packOf(leftovers, version, { list, listed })
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

/** Returns null if a chunk is missing. Leaves parts in place that are sound in another version's pack. */
const packOf = (
  leftovers: Leftovers,
  version: string,
  { list, listed }: { readonly list: Pack['list']; readonly listed: Listed },
): Pack | null => {
  const others = new Set<string>()
  const chunks: ListEntry[] = []
  for (const chunk of new Map(listed.chunks.map((each) => [each.hash, each])).values()) {
    const holder = soundBytes(leftovers, chunk.hash, version)?.location.version
    if (holder === undefined) return null
    if (holder === null || holder === version) chunks.push(chunk)
    else others.add(holder)
  }
  return { list, others: [...others].sort(), nodes: listed.nodes, chunks }
}

/** Returns verified bytes. Prefers another version's pack to `own`. */
const soundBytes = (
  { ports: { disk, digest }, locations }: Leftovers,
  hash: string,
  own: string | null = null,
): { readonly bytes: Uint8Array; readonly location: ByteLocation } | null => {
  const rank = ({ version }: ByteLocation): number => (version === null ? 1 : version === own ? 2 : 0)
  for (const location of (locations.get(hash) ?? []).toSorted((a, b) => rank(a) - rank(b))) {
    const bytes = disk.readPart(location.path, location.offset, location.sizeBytes)
    if (bytes && digest.sha256Hex(bytes) === hash) return { bytes, location }
  }
  return null
}

// Writes a new file, flushes it and renames it over the bad one, since power may fail at any time.
const writeWhole = (leftovers: Leftovers, version: string, pack: Pack): boolean => {
  const { disk, digest } = leftovers.ports
  const path = incomingPath(version, 'repair-kept')
  disk.remove(path)
  const file = disk.openAppend(path)
  let isWhole = false
  try {
    isWhole = appendRuns(file, packBytes(leftovers, encodeFront(pack, digest), pack))
    if (isWhole) file.sync()
  } finally {
    file.close()
  }
  if (isWhole) disk.rename(path, packPath(version))
  else disk.remove(path)
  return isWhole
}

function* packBytes(leftovers: Leftovers, front: Uint8Array, { chunks }: Pack): Generator<Uint8Array | null> {
  yield front
  for (const { hash } of chunks) yield soundBytes(leftovers, hash)?.bytes ?? null
}
