import { documentBytesMax, isPacked, type LiveContent } from '../../content/index.ts'
import { type Digest, type Disk, orDiskTrouble } from '../../ports/index.ts'
import { asidePath, contentPath, incomingPath, packPath, paths } from '../folder/index.ts'
import type { ByteSource } from './byte-source.ts'
import { Packs } from './packs.ts'
import { releasePacks } from './release-packs.ts'
import { storePacked } from './store-pack.ts'

const verifiedBytesMax = 512 * 1024

export type Stored =
  | { readonly kind: 'stored'; readonly content: LiveContent }
  /** Somebody wrote to the source meanwhile: try again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }

/**
 * The bytes of document versions in a copy's folder. Stores small ones under their hash, and large ones in packs of
 * chunks.
 */
export class Contents {
  readonly packs: Packs
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #here = new Set<string>()
  /** Hashes whose bytes proved wrong. They count as missing until they arrive again. */
  readonly #damaged = new Set<string>()
  /** Recently verified bytes, mostly about to be checked out. Saves a second read and hash. */
  readonly #verified = new Map<string, Uint8Array>()
  #verifiedBytes = 0
  /** Bytes of an unfinished transfer that the other side has flushed. */
  readonly #answered = new Map<string, number>()

  constructor(disk: Disk, digest: Digest) {
    this.#disk = disk
    this.#digest = digest
    this.packs = new Packs(disk, digest)
  }

  has({ hash, sizeBytes }: LiveContent): boolean {
    if (this.#here.has(hash)) return true
    if (this.#damaged.has(hash)) return false
    const isHere = isPacked(sizeBytes)
      ? this.packs.has(hash)
      : this.#disk.sizeBytes(contentPath(hash)) !== null
    if (isHere) this.#here.add(hash)
    return isHere
  }

  /** Returns false also if the disk fails. Its callers cannot stop half-way for disk trouble. */
  isSurelyHere(content: LiveContent): boolean {
    return orDiskTrouble(() => this.has(content)) === true
  }

  /** Durable on return. `near` is the base version, which likely shares most bytes. */
  putSource(source: ByteSource, near: string | null = null): Stored {
    const { sizeBytes } = source
    if (sizeBytes > documentBytesMax) return { kind: 'too-large', sizeBytes }
    if (!isPacked(sizeBytes)) {
      const bytes = source.readPart(0, sizeBytes)
      if (bytes?.length !== sizeBytes) return { kind: 'changed' }
      return { kind: 'stored', content: this.#putWhole(bytes) }
    }
    const parts = { disk: this.#disk, digest: this.#digest, packs: this.packs }
    const hash = storePacked(source, near, parts)
    if (hash === null) return { kind: 'changed' }
    this.#arrived(hash)
    return { kind: 'stored', content: { hash, sizeBytes } }
  }

  /** Writes a version to a path of the working folder, atomically and durably. Returns false if missing or damaged. */
  copyTo(content: LiveContent, path: string): boolean {
    if (!this.has(content)) return false
    const isCopied = isPacked(content.sizeBytes)
      ? this.#copyPacked(content, path)
      : this.#copyWhole(content.hash, path)
    if (!isCopied) this.#spoiled(content)
    return isCopied
  }

  /** Returns a version's bytes in pieces, or null if missing. Does not verify them: the caller does. */
  pieces({ hash, sizeBytes }: LiveContent): Iterable<Uint8Array> | null {
    if (isPacked(sizeBytes)) {
      const listed = this.packs.listed(hash)
      return listed && this.packs.read(listed.chunks)
    }
    const bytes = this.getWhole(hash)
    return bytes && [bytes]
  }

  /** Returns whether a version is complete and undamaged. Reads all of it. */
  isSound(content: LiveContent): boolean {
    const pieces = this.has(content) ? this.pieces(content) : null
    if (!pieces) return false
    const isSound = this.hashOf(pieces) === content.hash
    if (!isSound) this.#spoiled(content)
    return isSound
  }

  hashOf(pieces: Iterable<Uint8Array>): string {
    const stream = this.#digest.sha256Stream()
    for (const piece of pieces) stream.update(piece)
    return stream.hex()
  }

  readPart(hash: string, offset: number, length: number): Uint8Array | null {
    return this.#disk.readPart(contentPath(hash), offset, length)
  }

  answeredBytes(path: string): number {
    return this.#answered.get(path) ?? 0
  }

  answered(path: string, sizeBytes: number): void {
    if (sizeBytes > 0) this.#answered.set(path, sizeBytes)
    else this.#answered.delete(path)
  }

  incomingBytes(hash: string, by: string): number {
    return this.#disk.sizeBytes(incomingPath(hash, by)) ?? 0
  }

  readIncoming(hash: string, by: string): Uint8Array | null {
    return this.#disk.read(incomingPath(hash, by))
  }

  readIncomingPart(hash: string, by: string, length: number): Uint8Array | null {
    return this.#disk.readPart(incomingPath(hash, by), 0, length)
  }

  dropIncoming(hash: string, by: string): void {
    this.#disk.remove(incomingPath(hash, by))
  }

  addIncoming(hash: string, by: string, bytes: Uint8Array): void {
    const file = this.#disk.openAppend(incomingPath(hash, by))
    file.append(bytes)
    file.sync()
    file.close()
  }

  adopt(hash: string, bytes: Uint8Array): boolean {
    if (this.#digest.sha256Hex(bytes) !== hash) return false
    this.#disk.writeWhole(contentPath(hash), bytes)
    this.#arrived(hash)
    this.#keep(hash, bytes)
    return true
  }

  /** Verifies and stores a finished transfer. Discards a bad one, to be fetched again. */
  adoptIncoming(hash: string, by: string): boolean {
    const path = incomingPath(hash, by)
    const bytes = this.#disk.read(path)
    if (!bytes || this.#digest.sha256Hex(bytes) !== hash) {
      this.#disk.remove(path)
      return false
    }
    this.#disk.rename(path, contentPath(hash))
    this.#arrived(hash)
    this.#keep(hash, bytes)
    return true
  }

  /** Stores a finished pack that its reader has verified. */
  adoptPack(hash: string, by: string, front: Uint8Array): void {
    this.#disk.rename(incomingPath(hash, by), packPath(hash))
    this.packs.added(hash, front)
    this.#arrived(hash)
  }

  /** Call after versions were set aside or brought back. Looks for them again when needed. */
  reopen(): void {
    this.#here.clear()
    this.#verified.clear()
    this.#verifiedBytes = 0
    this.packs.reopen()
  }

  /** Makes other versions independent of these packs. Returns those that may now go. Throws DiskTrouble. */
  release(versions: ReadonlySet<string>): ReadonlySet<string> {
    return releasePacks(versions, { disk: this.#disk, digest: this.#digest, packs: this.packs })
  }

  /** Restores a version that was set aside. Throws DiskTrouble. */
  bringBack({ hash, sizeBytes }: LiveContent): void {
    const isPack = isPacked(sizeBytes)
    const aside = asidePath(hash, isPack)
    if (this.#disk.kindOf(aside) !== 'file') return
    this.#disk.rename(aside, isPack ? packPath(hash) : contentPath(hash))
    this.reopen()
  }

  /** Returns whether another version's pack refers to this one, and so may need it. */
  isNamed(version: string): boolean {
    const { packs } = this
    return packs.versions().some((other) => packs.othersOf(other).includes(version))
  }

  #putWhole(bytes: Uint8Array): LiveContent {
    const content = { hash: this.#digest.sha256Hex(bytes), sizeBytes: bytes.length }
    if (!this.has(content)) this.#disk.writeWhole(contentPath(content.hash), bytes)
    this.#arrived(content.hash)
    return content
  }

  #arrived(hash: string): void {
    this.#here.add(hash)
    this.#damaged.delete(hash)
  }

  #spoiled({ hash, sizeBytes }: LiveContent): void {
    this.#here.delete(hash)
    this.#damaged.add(hash)
    // Finds the damaged chunk, which no longer counts as present.
    if (isPacked(sizeBytes)) this.packs.forgetDamaged(hash)
  }

  #copyWhole(hash: string, path: string): boolean {
    const bytes = this.getWhole(hash)
    if (bytes) this.#disk.writeWhole(path, bytes)
    return bytes !== null
  }

  /** Returns null if missing, or if its hash does not match its name. */
  getWhole(hash: string): Uint8Array | null {
    const verified = this.#verified.get(hash)
    if (verified) return verified
    const bytes = this.#disk.read(contentPath(hash))
    return bytes && this.#digest.sha256Hex(bytes) === hash ? bytes : null
  }

  #copyPacked(content: LiveContent, path: string): boolean {
    const pieces = this.pieces(content)
    if (!pieces) return false
    this.#disk.remove(paths.checkout)
    const file = this.#disk.openAppend(paths.checkout)
    const stream = this.#digest.sha256Stream()
    try {
      for (const piece of pieces) {
        stream.update(piece)
        file.append(piece)
      }
      file.sync()
    } finally {
      file.close()
    }
    const isSound = stream.hex() === content.hash
    if (isSound) this.#disk.rename(paths.checkout, path)
    else this.#disk.remove(paths.checkout)
    return isSound
  }

  #keep(hash: string, bytes: Uint8Array): void {
    if (this.#verified.has(hash) || bytes.length > verifiedBytesMax) return
    this.#verified.set(hash, bytes)
    this.#verifiedBytes += bytes.length
    for (const [oldest, { length }] of this.#verified) {
      if (this.#verifiedBytes <= verifiedBytesMax) return
      this.#verified.delete(oldest)
      this.#verifiedBytes -= length
    }
  }
}
