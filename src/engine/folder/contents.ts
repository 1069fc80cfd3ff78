import type { Digest } from '../ports/digest.ts'
import { type Disk, DiskTrouble } from '../ports/disk.ts'
import { contentPath, incomingPath } from './layout.ts'

/** How much of what was just verified is kept in memory. */
const verifiedBytesMax = 512 * 1024

/** The bytes of documents' versions in a copy's folder, each under the hash of what it holds. */
export class Contents {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #here = new Set<string>()
  /** Verified a moment ago and mostly about to be laid into the working folder: not read and hashed once more. */
  readonly #verified = new Map<string, Uint8Array>()
  #verifiedBytes = 0
  /** How much of an unfinished transfer the other side has said to have flushed. */
  readonly #answered = new Map<string, number>()

  constructor(disk: Disk, digest: Digest) {
    this.#disk = disk
    this.#digest = digest
  }

  has(hash: string): boolean {
    if (this.#here.has(hash)) return true
    if (this.#disk.sizeBytes(contentPath(hash)) === null) return false
    this.#here.add(hash)
    return true
  }

  /** False also where the disk cannot say. For use in the middle of something that must be done to its end. */
  isSurelyHere(hash: string): boolean {
    try {
      return this.has(hash)
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return false
      throw trouble
    }
  }

  /** Durable when it returns the hash. */
  put(bytes: Uint8Array): string {
    const hash = this.#digest.sha256Hex(bytes)
    if (!this.has(hash)) this.#disk.writeWhole(contentPath(hash), bytes)
    this.#here.add(hash)
    return hash
  }

  /** Null where it is not here, or where what lies here is not what its name says. */
  get(hash: string): Uint8Array | null {
    const verified = this.#verified.get(hash)
    if (verified) return verified
    const bytes = this.#disk.read(contentPath(hash))
    return bytes && this.#digest.sha256Hex(bytes) === hash ? bytes : null
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

  /** How much of a transfer is here already. */
  incomingBytes(hash: string, by: string): number {
    return this.#disk.sizeBytes(incomingPath(hash, by)) ?? 0
  }

  addIncoming(hash: string, by: string, bytes: Uint8Array): void {
    const file = this.#disk.openAppend(incomingPath(hash, by))
    file.append(bytes)
    file.sync()
    file.close()
  }

  /** Takes on what arrived in one piece, after checking it; false where it is something else. */
  adopt(hash: string, bytes: Uint8Array): boolean {
    if (this.#digest.sha256Hex(bytes) !== hash) return false
    this.#disk.writeWhole(contentPath(hash), bytes)
    this.#here.add(hash)
    this.#keep(hash, bytes)
    return true
  }

  /** Takes a finished transfer on after checking it; a bad one is thrown away, to be fetched again. */
  adoptIncoming(hash: string, by: string): boolean {
    const path = incomingPath(hash, by)
    const bytes = this.#disk.read(path)
    if (!bytes || this.#digest.sha256Hex(bytes) !== hash) {
      this.#disk.remove(path)
      return false
    }
    this.#disk.rename(path, contentPath(hash))
    this.#here.add(hash)
    this.#keep(hash, bytes)
    return true
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
