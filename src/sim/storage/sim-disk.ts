import { Volume } from 'memfs'

import type { AppendFile, Disk, EntryKind } from '../../engine/index.ts'

/** A machine's disk in the world: memfs beneath, reached through its synchronous functions alone. */
export const createVolume = (): Volume => new Volume()

/** The engine's disk port over a folder of a simulated machine. */
export const simDisk = (volume: Volume, root: string): Disk => new MemfsDisk(volume, root)

class MemfsDisk implements Disk {
  readonly #volume: Volume
  readonly #root: string
  readonly #folders = new Set<string>()

  constructor(volume: Volume, root: string) {
    this.#volume = volume
    this.#root = root
    volume.mkdirSync(root, { recursive: true })
  }

  kindOf(path: string): EntryKind | null {
    const stats = this.#volume.lstatSync(this.#at(path), { throwIfNoEntry: false })
    if (!stats) return null
    if (stats.isFile()) return 'file'
    if (stats.isDirectory()) return 'folder'
    return stats.isSymbolicLink() ? 'link' : 'other'
  }

  sizeBytes(path: string): number | null {
    const stats = this.#volume.statSync(this.#at(path), { throwIfNoEntry: false })
    return stats?.isFile() ? Number(stats.size) : null
  }

  read(path: string): Uint8Array | null {
    const full = this.#at(path)
    if (!this.#volume.existsSync(full)) return null
    const bytes = this.#volume.readFileSync(full)
    return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  }

  readPart(path: string, offset: number, length: number): Uint8Array | null {
    const full = this.#at(path)
    if (!this.#volume.existsSync(full)) return null
    const file = this.#volume.openSync(full, 'r')
    const bytes = new Uint8Array(length)
    const count = this.#volume.readSync(file, bytes, 0, length, offset)
    this.#volume.closeSync(file)
    return bytes.subarray(0, count)
  }

  list(path: string): readonly string[] {
    const full = this.#at(path)
    if (!this.#volume.existsSync(full)) return []
    return this.#volume
      .readdirSync(full)
      .map(String)
      .sort((a, b) => (a < b ? -1 : 1))
  }

  makeFolder(path: string): void {
    const full = this.#at(path)
    if (this.#folders.has(full)) return
    this.#volume.mkdirSync(full, { recursive: true })
    this.#folders.add(full)
  }

  writeWhole(path: string, bytes: Uint8Array): void {
    this.#makeParent(path)
    const full = this.#at(path)
    this.#volume.writeFileSync(`${full}.part`, bytes)
    this.#volume.renameSync(`${full}.part`, full)
  }

  openAppend(path: string): AppendFile {
    this.#makeParent(path)
    return appendFile(this.#volume, this.#at(path))
  }

  truncate(path: string, sizeBytes: number): void {
    this.#volume.truncateSync(this.#at(path), sizeBytes)
  }

  rename(from: string, to: string): void {
    this.#makeParent(to)
    this.#volume.renameSync(this.#at(from), this.#at(to))
  }

  remove(path: string): void {
    this.#volume.rmSync(this.#at(path), { recursive: true, force: true })
  }

  #makeParent(path: string): void {
    const slash = path.lastIndexOf('/')
    if (slash > 0) this.makeFolder(path.slice(0, slash))
  }

  #at(path: string): string {
    return `${this.#root}/${path}`
  }
}

const appendFile = (volume: Volume, full: string): AppendFile => {
  const file = volume.openSync(full, 'a')
  let sizeBytes = Number(volume.fstatSync(file).size)
  return {
    get sizeBytes() {
      return sizeBytes
    },
    append: (bytes) => {
      volume.writeSync(file, bytes)
      sizeBytes += bytes.length
    },
    sync: () => volume.fsyncSync(file),
    close: () => volume.closeSync(file),
  }
}
