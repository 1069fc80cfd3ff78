import type { AppendFile, Disk, EntryKind } from '../../../engine/ports/index.ts'
import { refuseUnsound } from './sound-path.ts'

/** One step of a disk operation, split as on a real disk: a change, and the flush that makes it durable. */
export interface DiskEffect {
  readonly kind:
    | 'make-folder'
    | 'create'
    | 'write'
    | 'sync'
    | 'truncate'
    | 'rename'
    | 'remove'
    | 'sync-folder'
  readonly path: string
  /** The change in progress at this effect. A power cut now may complete or drop it. */
  readonly underWay: Change | null
  /** The part that a failing disk completes before it reports the failure. */
  readonly inTrouble: () => void
}

export type Change = (image: Disk) => void

/** Guards a disk: throws if the next operation must fail. */
export interface DiskGate {
  pass(effect: DiskEffect): void
  beforeRead(path: string): void
}

/**
 * Passes every effect through a gate first. Stores nothing itself: completed effects are in `image`. A
 * whole write is a write to a temporary name, a rename and a folder flush, as the port promises.
 */
export class NumberedDisk implements Disk {
  readonly #image: Disk
  readonly #gate: DiskGate
  readonly #flushedBytes = new Map<string, number>()

  constructor(image: Disk, gate: DiskGate) {
    this.#image = image
    this.#gate = gate
  }

  /** Partially flushed files, with their flushed length. */
  get unflushed(): ReadonlyMap<string, number> {
    return this.#flushedBytes
  }

  kindOf(path: string): EntryKind | null {
    return this.#imageForRead(path).kindOf(path)
  }

  sizeBytes(path: string): number | null {
    return this.#imageForRead(path).sizeBytes(path)
  }

  read(path: string): Uint8Array | null {
    return this.#imageForRead(path).read(path)
  }

  readPart(path: string, offset: number, length: number): Uint8Array | null {
    return this.#imageForRead(path).readPart(path, offset, length)
  }

  list(path: string): readonly string[] {
    return this.#imageForRead(path).list(path)
  }

  makeFolder(path: string): void {
    refuseUnsound(path)
    this.#makeFolders([...foldersAbove(path), path])
  }

  writeWhole(path: string, bytes: Uint8Array): void {
    this.#makeFoldersAbove(path)
    const given = bytes.slice()
    const change: Change = (image) => image.writeWhole(path, given)
    this.#pass('write', path)
    this.#name('rename', path, change)
    this.#flushedBytes.delete(path)
  }

  openAppend(path: string): AppendFile {
    this.#makeFoldersAbove(path)
    if (this.#image.kindOf(path) === null) {
      this.#name('create', path, (image) => image.openAppend(path).close())
    }
    return this.#appendFile(path)
  }

  truncate(path: string, sizeBytes: number): void {
    this.#pass('truncate', path)
    this.#flush('sync', path, (image) => image.truncate(path, sizeBytes))
    this.#flushedBytes.delete(path)
  }

  rename(from: string, to: string): void {
    this.#makeFoldersAbove(to)
    this.#pass('rename', to)
    // The new name is flushed first, so a power cut before the old one's flush may leave both.
    if (folderOf(from) !== folderOf(to)) this.#pass('sync-folder', to, (image) => copyFile(image, from, to))
    this.#flush('sync-folder', from, (image) => image.rename(from, to))
    const flushed = this.#flushedBytes.get(from)
    this.#flushedBytes.delete(from)
    if (flushed === undefined) this.#flushedBytes.delete(to)
    else this.#flushedBytes.set(to, flushed)
  }

  remove(path: string): void {
    if (this.#image.kindOf(path) !== 'file') return
    this.#name('remove', path, (image) => image.remove(path))
    this.#flushedBytes.delete(path)
  }

  #imageForRead(path: string): Disk {
    this.#gate.beforeRead(path)
    return this.#image
  }

  #name(kind: 'create' | 'rename' | 'remove' | 'make-folder', path: string, change: Change): void {
    this.#pass(kind, path)
    this.#flush('sync-folder', path, change)
  }

  #pass(kind: DiskEffect['kind'], path: string, underWay: Change | null = null): void {
    this.#gate.pass({ kind, path, underWay, inTrouble: () => undefined })
  }

  #flush(kind: 'sync' | 'sync-folder', path: string, change: Change): void {
    this.#gate.pass({ kind, path, underWay: change, inTrouble: () => change(this.#image) })
    change(this.#image)
  }

  #makeFoldersAbove(path: string): void {
    refuseUnsound(path)
    this.#makeFolders(foldersAbove(path))
  }

  #makeFolders(folders: readonly string[]): void {
    for (const folder of folders) {
      if (this.#image.kindOf(folder) !== null) continue
      this.#name('make-folder', folder, (image) => image.makeFolder(folder))
    }
  }

  // A renamed file keeps its handle; the engine never appends to a renamed one.
  #appendFile(path: string): AppendFile {
    const file = this.#image.openAppend(path)
    return {
      get sizeBytes() {
        return file.sizeBytes
      },
      append: (bytes) => {
        if (bytes.length === 0) return
        const half = bytes.slice(0, bytes.length >>> 1)
        const inTrouble = (): void => this.#append(file, path, half)
        this.#gate.pass({ kind: 'write', path, underWay: null, inTrouble })
        this.#append(file, path, bytes)
      },
      sync: () => {
        this.#gate.pass({ kind: 'sync', path, underWay: null, inTrouble: () => this.#lose(path) })
        this.#flushedBytes.delete(path)
        file.sync()
      },
      close: () => file.close(),
    }
  }

  // A system that failed to write pages back drops them and reports it once.
  #lose(path: string): void {
    const flushed = this.#flushedBytes.get(path)
    if (flushed !== undefined) this.#image.truncate(path, flushed)
    this.#flushedBytes.delete(path)
  }

  #append(file: AppendFile, path: string, bytes: Uint8Array): void {
    if (!this.#flushedBytes.has(path)) this.#flushedBytes.set(path, file.sizeBytes)
    file.append(bytes)
  }
}

const copyFile = (image: Disk, from: string, to: string): void => {
  const bytes = image.read(from)
  if (bytes) image.writeWhole(to, bytes)
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** The folders above a path, outermost first. */
const foldersAbove = (path: string): readonly string[] => {
  const names = path.split('/').slice(0, -1)
  return names.map((_name, index) => names.slice(0, index + 1).join('/'))
}
