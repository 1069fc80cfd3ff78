import { CodecError } from '../binary/index.ts'
import {
  decodeFront,
  followList,
  frontBytesOf,
  frontStartBytes,
  type ListEntry,
  type Pack,
  packBytesOf,
  wholeBytesMax,
} from '../content/index.ts'
import type { Digest, ShareSession } from '../ports/index.ts'
import { presentOrNull } from '../replication/exchange/index.ts'
import { type PackLocation, runBytesMax, runsOf } from '../storage/contents/index.ts'
import { packPath } from '../storage/folder/index.ts'

interface Ports {
  readonly folder: ShareSession
  readonly digest: Digest
}

/** Limit for the dependency chain of one pack: the longest document history. */
const packsMax = 4096

/** Tells whether a small file has this hash. */
export const isContent = async (path: string, hash: string, { folder, digest }: Ports): Promise<boolean> => {
  const sizeBytes = presentOrNull(await folder.sizeBytes(path))
  if (sizeBytes === null || sizeBytes > wholeBytesMax) return false
  const bytes = presentOrNull(await folder.read(path))
  return bytes !== null && digest.sha256Hex(bytes) === hash
}

/**
 * Tells whether a pack is valid: reassembles the version from its dependencies, piece by piece, and hashes
 * it.
 */
export const isPack = async (path: string, version: string, ports: Ports): Promise<boolean> => {
  try {
    const packs = await packsFrom(path, version, ports)
    const own = packs?.[0]
    if (!packs || !own) return false
    const listed = followList(own.pack.list, (hash) => nodeIn(packs, hash, ports.digest))
    if (listed.lacking.length > 0) return false
    return (await hashOf(locationsOf(listed.chunks, packs), ports)) === version
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}

interface OpenPack {
  readonly version: string
  readonly path: string
  readonly frontBytes: number
  readonly pack: Pack
}

/** Opens a pack and its dependencies. Returns null if one is missing or has the wrong length. */
const packsFrom = async (
  path: string,
  version: string,
  ports: Ports,
): Promise<readonly OpenPack[] | null> => {
  const packs: OpenPack[] = []
  const seen = new Set([version])
  const next = [{ path, version }]
  for (let wanted = next.shift(); wanted; wanted = next.shift()) {
    const opened = await open(wanted, ports)
    if (!opened || packs.length === packsMax) return null
    packs.push(opened)
    for (const other of opened.pack.others) {
      if (seen.has(other)) continue
      seen.add(other)
      next.push({ path: packPath(other), version: other })
    }
  }
  return packs
}

const open = async (
  { path, version }: { readonly path: string; readonly version: string },
  { folder, digest }: Ports,
): Promise<OpenPack | null> => {
  const start = presentOrNull(await folder.readPart(path, 0, frontStartBytes))
  if (!start) return null
  const frontBytes = frontBytesOf(start)
  const sizeBytes = presentOrNull(await folder.sizeBytes(path))
  if (sizeBytes === null || frontBytes > sizeBytes) return null
  const front = presentOrNull(await folder.readPart(path, 0, frontBytes))
  const pack = front && decodeFront(front, digest)
  return pack && sizeBytes === packBytesOf(frontBytes, pack) ? { version, path, frontBytes, pack } : null
}

const nodeIn = (packs: readonly OpenPack[], hash: string, digest: Digest): Uint8Array | null => {
  for (const { pack } of packs) {
    const bytes = pack.nodes.get(hash)
    if (bytes && digest.sha256Hex(bytes) === hash) return bytes
  }
  return null
}

/** Locates each chunk, in document order. Yields null for a missing chunk. */
function* locationsOf(
  chunks: readonly ListEntry[],
  packs: readonly OpenPack[],
): Generator<PackLocation | null> {
  const locations = new Map<string, PackLocation>()
  for (const { version, path, frontBytes, pack } of packs) {
    let offset = frontBytes
    for (const { hash, sizeBytes } of pack.chunks) {
      if (!locations.has(hash)) locations.set(hash, { version, path, offset, sizeBytes })
      offset += sizeBytes
    }
  }
  for (const { hash } of chunks) yield locations.get(hash) ?? null
}

const hashOf = async (
  locations: Iterable<PackLocation | null>,
  { folder, digest }: Ports,
): Promise<string | null> => {
  const stream = digest.sha256Stream()
  // One buffer for all runs, so that a large version does not burden the garbage collector.
  const into = new Uint8Array(runBytesMax)
  for (const run of runsOf(locations)) {
    const bytes = run && presentOrNull(await folder.readPart(run.path, run.offset, run.sizeBytes, into))
    if (!bytes || bytes.length < run.sizeBytes) return null
    stream.update(bytes)
  }
  return stream.hex()
}
