import { CodecError } from '../../binary/index.ts'
import { decodeFront, frontBytesOf, type ListEntry, type Pack } from '../../content/index.ts'
import type { PackLocation } from '../../storage/contents/index.ts'
import { packPath } from '../../storage/folder/index.ts'
import type { Carrier } from './carrier.ts'
import { presentOrNull } from './exchange-trouble.ts'
import { firstPieceBytes, nextPieceBytes } from './piece-size.ts'

/** Packs of the other folder, opened on demand: first the version's own, then those that it names. */
export class OtherPacks {
  readonly #carrier: Carrier
  readonly #opened = new Map<string, Pack | 'absent' | 'damaged'>()
  readonly #locations = new Map<string, PackLocation>()
  /** First read of each pack. Covers a small pack entirely. */
  readonly #starts = new Map<string, Uint8Array>()
  /** By their fronts. */
  readonly #sizes = new Map<string, number>()
  readonly #named: string[] = []

  constructor(carrier: Carrier) {
    this.#carrier = carrier
  }

  async open(version: string): Promise<Pack | 'absent' | 'damaged'> {
    const known = this.#opened.get(version)
    if (known) return known
    const opened = await this.#open(version)
    this.#opened.set(version, opened)
    return opened
  }

  /** Returns a node's bytes, or null if it is missing or does not match its hash. */
  async node(hash: string): Promise<Uint8Array | null> {
    for (;;) {
      for (const opened of this.#opened.values()) {
        const bytes = typeof opened === 'string' ? null : opened.nodes.get(hash)
        if (bytes && this.#carrier.digest.sha256Hex(bytes) === hash) return bytes
      }
      if (!(await this.#openNext())) return null
    }
  }

  /** Returns null if any of the chunks is missing. */
  async locationsOf(chunks: readonly ListEntry[]): Promise<readonly PackLocation[] | null> {
    const locations: PackLocation[] = []
    for (const { hash, sizeBytes } of chunks) {
      while (!this.#locations.has(hash) && (await this.#openNext()));
      const location = this.#locations.get(hash)
      if (location?.sizeBytes !== sizeBytes) return null
      locations.push(location)
    }
    return locations
  }

  async read(
    { version, path, offset }: PackLocation,
    at: number,
    length: number,
  ): Promise<Uint8Array | null> {
    const from = offset + at
    const start = this.#starts.get(version)
    if (start && from < start.length) return start.subarray(from, from + length)
    return presentOrNull(await this.#carrier.session.readPart(path, from, length))
  }

  /** Tells whether an opened pack has its full length. */
  async isWhole(version: string): Promise<boolean> {
    const sizeBytes = this.#sizes.get(version)
    if (sizeBytes === undefined) return false
    return presentOrNull(await this.#carrier.session.sizeBytes(packPath(version))) === sizeBytes
  }

  forget(): void {
    for (const version of this.#opened.keys()) this.#carrier.contents.dropIncoming(version, this.#by)
  }

  get #by(): string {
    return `${this.#carrier.by}-front`
  }

  async #openNext(): Promise<boolean> {
    const next = this.#named.shift()
    if (next === undefined) return false
    await this.open(next)
    return true
  }

  async #open(version: string): Promise<Pack | 'absent' | 'damaged'> {
    const { contents } = this.#carrier
    const wasKept = contents.incomingBytes(version, this.#by) > 0
    try {
      const front = await this.#front(version)
      return front ? this.#take(version, front) : 'absent'
    } catch (error) {
      if (!(error instanceof CodecError)) throw error
      contents.dropIncoming(version, this.#by)
      // A crash may have damaged the cached start, so read it once more.
      return wasKept ? this.#open(version) : 'damaged'
    }
  }

  #take(version: string, front: Uint8Array): Pack {
    const pack = decodeFront(front, this.#carrier.digest)
    let offset = front.length
    for (const { hash, sizeBytes } of pack.chunks) {
      if (!this.#locations.has(hash))
        this.#locations.set(hash, { version, path: packPath(version), offset, sizeBytes })
      offset += sizeBytes
    }
    this.#sizes.set(version, offset)
    this.#named.push(...pack.others.filter((other) => !this.#opened.has(other)))
    return pack
  }

  async #front(version: string): Promise<Uint8Array | null> {
    const { session, contents } = this.#carrier
    if (contents.incomingBytes(version, this.#by) > 0) return this.#longFront(version)
    const start = presentOrNull(await session.readPart(packPath(version), 0, firstPieceBytes))
    if (!start) return null
    this.#starts.set(version, start)
    const frontBytes = frontBytesOf(start)
    if (frontBytes <= start.length) return start.subarray(0, frontBytes)
    contents.addIncoming(version, this.#by, start)
    return this.#longFront(version)
  }

  // A large document's list takes megabytes, so a disconnect must not lose it.
  async #longFront(version: string): Promise<Uint8Array | null> {
    const { session, contents, clock } = this.#carrier
    const frontBytes = frontBytesOf(contents.readIncoming(version, this.#by) ?? new Uint8Array(0))
    let pieceBytes = firstPieceBytes
    for (let at = contents.incomingBytes(version, this.#by); at < frontBytes;) {
      const startMs = clock.nowMs()
      const part = await session.readPart(packPath(version), at, Math.min(pieceBytes, frontBytes - at))
      const piece = presentOrNull(part)
      if (!piece || piece.length === 0) return null
      contents.addIncoming(version, this.#by, piece)
      at += piece.length
      pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
    }
    return contents.readIncoming(version, this.#by)
  }
}
