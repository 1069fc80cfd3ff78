import { encodeFront, type Listed, type ListEntry, type Pack } from '../../content/index.ts'
import { incomingPath, packPath } from '../folder/index.ts'
import { appendRuns } from './append-runs.ts'
import type { Packs } from './packs.ts'
import type { StoreParts } from './store-pack.ts'

/** The packs, by version, into which chunks and nodes were copied. Later packs refer to these. */
type TakenOver = Map<string, string>

/**
 * Rewrites packs that need parts of leaving ones, each in one step. Returns versions whose packs nobody needs now.
 * One that a remaining version cannot do without stays. Throws DiskTrouble.
 */
export const releasePacks = (leaving: ReadonlySet<string>, parts: StoreParts): ReadonlySet<string> => {
  const { packs } = parts
  const staying = packs.versions().filter((version) => !leaving.has(version))
  const takenOver: TakenOver = new Map()
  const held = new Set<string>()
  for (const version of staying) {
    const needed = neededBy(version, leaving, parts)
    if (needed.size === 0 || rewritten(version, { leaving, takenOver }, parts)) continue
    for (const each of needed) held.add(each)
  }
  packs.reopen()
  return new Set([...leaving].filter((version) => !held.has(version)))
}

/** Returns the leaving packs that a version refers to or has parts in. */
const neededBy = (
  version: string,
  leaving: ReadonlySet<string>,
  { packs }: StoreParts,
): ReadonlySet<string> => {
  const named = packs.othersOf(version).filter((other) => leaving.has(other))
  const listed = packs.listed(version)
  const hashes = listed ? [...listed.nodes.keys(), ...listed.chunks.map(({ hash }) => hash)] : []
  const holders = hashes.flatMap((hash) => packs.locate(hash)?.version ?? [])
  return new Set([...named, ...holders.filter((holder) => leaving.has(holder))])
}

interface Leaving {
  readonly leaving: ReadonlySet<string>
  readonly takenOver: TakenOver
}

/** Returns false, and changes nothing, if any of the version is missing or damaged. */
const rewritten = (version: string, { leaving, takenOver }: Leaving, parts: StoreParts): boolean => {
  const { packs } = parts
  const list = packs.listOf(version)
  const listed = packs.listed(version)
  if (!list || !listed) return false
  const others = new Set<string>()
  const isOwn = (hash: string): boolean => {
    const holder = takenOver.get(hash) ?? packs.locate(hash)?.version ?? version
    if (holder === version || (leaving.has(holder) && !takenOver.has(hash))) return true
    others.add(holder)
    return false
  }
  const nodes = new Map([...listed.nodes].filter(([hash]) => isOwn(hash)))
  const chunks = uniqueChunks(listed).filter(({ hash }) => isOwn(hash))
  const pack = { list, others: [...others].sort(), nodes, chunks }
  if (!replacePack(version, pack, parts)) return false
  for (const hash of [...nodes.keys(), ...chunks.map((chunk) => chunk.hash)])
    if (leaving.has(packs.locate(hash)?.version ?? '')) takenOver.set(hash, version)
  return true
}

const uniqueChunks = ({ chunks }: Listed): readonly ListEntry[] => [
  ...new Map(chunks.map((chunk) => [chunk.hash, chunk])).values(),
]

// Like a save: writes another file, flushes it, and renames it over the old one.
const replacePack = (version: string, pack: Pack, { disk, digest, packs }: StoreParts): boolean => {
  const path = incomingPath(version, 'kept')
  const front = encodeFront(pack, digest)
  disk.remove(path)
  const file = disk.openAppend(path)
  let isWhole = false
  try {
    isWhole = appendRuns(file, bytesOf(front, pack, packs))
    if (isWhole) file.sync()
  } finally {
    file.close()
  }
  if (!isWhole) {
    disk.remove(path)
    return false
  }
  disk.rename(path, packPath(version))
  packs.added(version, front)
  return true
}

function* bytesOf(front: Uint8Array, { chunks }: Pack, packs: Packs): Generator<Uint8Array | null> {
  yield front
  for (const { hash } of chunks) yield packs.bytesOf(hash)
}
