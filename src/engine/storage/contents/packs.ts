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

/** How much is read at once where chunks lie beside each other. */
export const runBytesMax = 4 * 1024 * 1024

const readAheadBytes = 1024 * 1024

const nothingRead: { readonly path: string; readonly offset: number; readonly bytes: Uint8Array } = {
  path: '',
  offset: 0,
  bytes: new Uint8Array(0),
}

/** Where the bytes of a chunk or a node lie. */
export interface PackLocation {
  /** The version whose pack it is. */
  readonly version: string
  readonly path: string
  readonly offset: number
  readonly sizeBytes: number
}

type Known = Pick<Pack, 'list' | 'others'>

/** The packs in a copy's folder, and where in them each chunk and node lies. Their fronts are read when first needed. */
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

  /** Whether a version's pack is here and its front can be read. */
  has(version: string): boolean {
    return this.#open(version) !== null
  }

  /** The versions in whose packs the rest of a version lies. */
  othersOf(version: string): readonly string[] {
    return this.#open(version)?.others ?? []
  }

  listOf(version: string): ChunkList | null {
    return this.#open(version)?.list ?? null
  }

  /** What a version consists of; null where it is not here, or not all of its list. */
  listed(version: string): Listed | null {
    const list = this.listOf(version)
    if (!list) return null
    const listed = followHere(list, this)
    return listed && listed.lacking.length === 0 ? listed : null
  }

  /** Where a chunk or node lies, among the packs that were opened. */
  locate(hash: string): PackLocation | null {
    return this.#locations.get(hash) ?? null
  }

  /** The version in whose pack a chunk or node lies; null where only in that of `except`, which is about to be replaced. */
  holderOf(hash: string, except: string): string | null {
    const version = this.locate(hash)?.version ?? null
    return version === except ? null : version
  }

  /** The bytes of a chunk or node, if they are what their name says. */
  bytesOf(hash: string): Uint8Array | null {
    const location = this.locate(hash)
    const bytes = location && this.#read(location)
    if (bytes && this.#digest.sha256Hex(bytes) === hash) return bytes
    this.#readAhead = nothingRead
    // Damaged, or thrown away: whoever looks for it from now on brings it anew.
    this.#locations.delete(hash)
    return null
  }

  /** Looks at every chunk of a version; a damaged one is from then on as if it were not here. */
  forgetDamaged(version: string): void {
    for (const { hash } of this.listed(version)?.chunks ?? []) this.bytesOf(hash)
  }

  /** Opens every pack that is here: what any document has need not be kept twice. */
  openAll(): void {
    if (this.#isListed) return
    for (const folder of this.#disk.list(packsFolder)) {
      for (const version of this.#disk.list(`${packsFolder}/${folder}`)) this.#open(version)
    }
    this.#isListed = true
  }

  /** The versions whose packs are here, by name. */
  versions(): readonly string[] {
    this.openAll()
    return [...this.#known.keys()].sort()
  }

  /** Packs were taken away or written anew: what lies where is learned once more when it is needed. */
  reopen(): void {
    this.#known.clear()
    this.#locations.clear()
    this.#isListed = false
    this.#readAhead = nothingRead
  }

  /** Takes on a pack that was just put under its name. */
  added(version: string, front: Uint8Array): void {
    // It may have taken the place of a damaged one, in which everything lay elsewhere.
    this.#readAhead = nothingRead
    if (this.#known.has(version)) {
      for (const [hash, location] of this.#locations)
        if (location.version === version) this.#locations.delete(hash)
    }
    this.#take(version, decodeFront(front, this.#digest), front)
  }

  /** The bytes of these chunks in a row; it ends early where one is not here. `elsewhere` is asked first. */
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

  // Mostly chunks are asked for as they lie: from the second one on, more is read at once than is asked for.
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

  // What cannot be read is as if it were not here: whoever needs the version fetches it once more.
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

/** A list followed as far as the nodes that are here go; null where a node is none. */
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

/** Places that lie one behind the other, as one. Null, once, where there is none. */
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
