import { CodecError } from '../../binary/index.ts'
import {
  type ChunkList,
  decodeFront,
  followList,
  frontBytesOf,
  frontStartBytes,
  type Listed,
  type ListEntry,
  type Pack,
} from '../../content/index.ts'
import type { Digest, Disk } from '../../ports/index.ts'
import { packPath, packsFolder } from '../folder/index.ts'

/** Bytes per read if chunks are adjacent. */
export const runBytesMax = 4 * 1024 * 1024

const readAheadBytes = 1024 * 1024

const nothingRead: { readonly path: string; readonly offset: number; readonly bytes: Uint8Array } = {
  path: '',
  offset: 0,
  bytes: new Uint8Array(0),
}

export interface PackLocation {
  readonly version: string
  readonly path: string
  readonly offset: number
  readonly sizeBytes: number
}

type Known = Pick<Pack, 'list' | 'others'>

/** Reads the fronts of packs on first use. */
export class Packs {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #known = new Map<string, Known>()
  readonly #locations = new Map<string, PackLocation>()
  #isListed = false
  #readAhead = nothingRead

  constructor(disk: Disk, digest: Digest) {
    this.#disk = disk
    this.#digest = digest
  }

  has(version: string): boolean {
    return this.#open(version) !== null
  }

  /** Returns the versions whose packs complete this one. */
  othersOf(version: string): readonly string[] {
    return this.#open(version)?.others ?? []
  }

  listOf(version: string): ChunkList | null {
    return this.#open(version)?.list ?? null
  }

  /** Returns the list of a version, or null if any of it is missing. */
  listed(version: string): Listed | null {
    const list = this.listOf(version)
    if (!list) return null
    const listed = followHere(list, this)
    return listed && listed.lacking.length === 0 ? listed : null
  }

  locate(hash: string): PackLocation | null {
    return this.#locations.get(hash) ?? null
  }

  /**
   * Returns a version whose pack holds a chunk or node, or null. Ignores `except`, whose pack is about to be
   * replaced.
   */
  holderOf(hash: string, except: string): string | null {
    const version = this.locate(hash)?.version ?? null
    return version === except ? null : version
  }

  /** Returns null unless the bytes match the hash. */
  bytesOf(hash: string): Uint8Array | null {
    const location = this.locate(hash)
    const bytes = location && this.#read(location)
    if (bytes && this.#digest.sha256Hex(bytes) === hash) return bytes
    this.#readAhead = nothingRead
    // Damaged or dropped: the next request fetches it again.
    this.#locations.delete(hash)
    return null
  }

  /** Checks each chunk of a version. Damaged ones then count as missing. */
  forgetDamaged(version: string): void {
    for (const { hash } of this.listed(version)?.chunks ?? []) this.bytesOf(hash)
  }

  /** Opens every pack, so that no shared chunk is stored twice. */
  openAll(): void {
    if (this.#isListed) return
    for (const folder of this.#disk.list(packsFolder)) {
      for (const version of this.#disk.list(`${packsFolder}/${folder}`)) this.#open(version)
    }
    this.#isListed = true
  }

  versions(): readonly string[] {
    this.openAll()
    return [...this.#known.keys()].sort()
  }

  /** Call after packs were removed or rewritten. Locates everything again when needed. */
  reopen(): void {
    this.#known.clear()
    this.#locations.clear()
    this.#isListed = false
    this.#readAhead = nothingRead
  }

  added(version: string, front: Uint8Array): void {
    // It may have replaced a damaged pack with other offsets.
    this.#readAhead = nothingRead
    if (this.#known.has(version)) {
      for (const [hash, location] of this.#locations)
        if (location.version === version) this.#locations.delete(hash)
    }
    this.#take(version, decodeFront(front, this.#digest), front)
  }

  /** Yields these chunks in order. Asks `elsewhere` first, and ends early if one is missing. */
  *read(
    chunks: Iterable<ListEntry>,
    elsewhere: ReadonlyMap<string, PackLocation> = new Map(),
  ): Generator<Uint8Array, void, undefined> {
    const locations = function* (this: Packs): Generator<PackLocation | null> {
      for (const { hash } of chunks) yield elsewhere.get(hash) ?? this.locate(hash)
    }
    for (const run of runsOf(locations.call(this))) {
      const bytes = run && this.#disk.readPart(run.path, run.offset, run.sizeBytes)
      if (!bytes || bytes.length < run.sizeBytes) return
      yield bytes
    }
  }

  // Chunks are mostly read in order, so from the second one on it reads ahead.
  #read({ path, offset, sizeBytes }: PackLocation): Uint8Array | null {
    const readAhead = this.#readAhead
    const from = offset - readAhead.offset
    if (path === readAhead.path && from >= 0 && from + sizeBytes <= readAhead.bytes.length)
      return readAhead.bytes.subarray(from, from + sizeBytes)
    const isNext = path === readAhead.path && from === readAhead.bytes.length
    const bytes = this.#disk.readPart(path, offset, isNext ? Math.max(sizeBytes, readAheadBytes) : sizeBytes)
    if (!bytes) return null
    this.#readAhead = { path, offset, bytes }
    return bytes.subarray(0, sizeBytes)
  }

  #open(version: string): Known | null {
    const known = this.#known.get(version)
    if (known) return known
    const front = this.#readFront(version)
    const pack = front && this.#decoded(front)
    if (!pack || !front) return null
    const taken = this.#take(version, pack, front)
    for (const other of pack.others) this.#open(other)
    return taken
  }

  #readFront(version: string): Uint8Array | null {
    const path = packPath(version)
    const start = this.#disk.readPart(path, 0, frontStartBytes)
    if (!start) return null
    try {
      return this.#disk.readPart(path, 0, frontBytesOf(start))
    } catch (error) {
      if (error instanceof CodecError) return null
      throw error
    }
  }

  // An unreadable pack counts as missing, and its version is fetched again.
  #decoded(front: Uint8Array): Pack | null {
    try {
      return decodeFront(front, this.#digest)
    } catch (error) {
      if (error instanceof CodecError) return null
      throw error
    }
  }

  #take(version: string, { list, others, nodes, chunks }: Pack, front: Uint8Array): Known {
    const path = packPath(version)
    const noteLocation = (hash: string, offset: number, sizeBytes: number): void => {
      if (!this.#locations.has(hash)) this.#locations.set(hash, { version, path, offset, sizeBytes })
    }
    for (const [hash, bytes] of nodes) noteLocation(hash, bytes.byteOffset - front.byteOffset, bytes.length)
    let offset = front.length
    for (const { hash, sizeBytes } of chunks) {
      noteLocation(hash, offset, sizeBytes)
      offset += sizeBytes
    }
    const known = { list, others }
    this.#known.set(version, known)
    return known
  }
}

/** Follows a list through the present nodes. Returns null if a node is malformed. */
export const followHere = (
  list: ChunkList,
  packs: Packs,
  more: ReadonlyMap<string, Uint8Array> = new Map(),
): Listed | null => {
  try {
    return followList(list, (hash) => more.get(hash) ?? packs.bytesOf(hash))
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

/** Merges adjacent locations. Yields null once for a missing one. */
export function* runsOf(locations: Iterable<PackLocation | null>): Generator<PackLocation | null> {
  let run = null as PackLocation | null
  for (const location of locations) {
    if (!location) {
      if (run) yield run
      yield null
      return
    }
    if (run && continues(run, location)) run = { ...run, sizeBytes: run.sizeBytes + location.sizeBytes }
    else {
      if (run) yield run
      run = location
    }
  }
  if (run) yield run
}

const continues = (run: PackLocation, next: PackLocation): boolean =>
  next.path === run.path &&
  next.offset === run.offset + run.sizeBytes &&
  run.sizeBytes + next.sizeBytes <= runBytesMax
