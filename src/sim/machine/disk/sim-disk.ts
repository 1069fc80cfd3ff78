import type { AppendFile, Disk, EntryKind } from '../../../engine/ports/index.ts'
import { PathIndex } from './path-index.ts'
import { SharedBlocks } from './shared-blocks.ts'
import { type SimFile, SimVolume } from './sim-volume.ts'
import { refuseUnsound } from './sound-path.ts'

/** The disk of a simulated machine: the engine's disk port over each folder of it. */
export class SimMachineDisk {
  readonly #volume: SimVolume
  readonly #folders = new Map<string, Disk>()

  /** Machines of one world share blocks; a machine alone may have its own. */
  constructor(blocks: SharedBlocks = new SharedBlocks()) {
    this.#volume = new SimVolume(blocks)
  }

  /** The same one whenever a folder is asked for: what was written before a restart is found after it. */
  folder(name: string): Disk {
    const disk = this.#folders.get(name) ?? new SimFolderDisk(this.#volume)
    this.#folders.set(name, disk)
    return disk
  }

  /** Whatever lies in a folder is gone, and another one of that name is empty. */
  forget(name: string): void {
    this.#folders.delete(name)
  }
}

class SimFolderDisk implements Disk {
  readonly #volume: SimVolume
  readonly #directory = new PathIndex<SimFile>()

  constructor(volume: SimVolume) {
    this.#volume = volume
  }

  kindOf(path: string): EntryKind | null {
    if (this.#file(path)) return 'file'
    return this.#directory.isFolder(path) ? 'folder' : null
  }

  sizeBytes(path: string): number | null {
    return this.#file(path)?.sizeBytes ?? null
  }

  read(path: string): Uint8Array | null {
    const file = this.#file(path)
    return file && this.#volume.read(file, 0, file.sizeBytes)
  }

  readPart(path: string, offset: number, length: number): Uint8Array | null {
    const file = this.#file(path)
    return file && this.#volume.read(file, offset, offset + length)
  }

  list(path: string): readonly string[] {
    refuseUnsound(path)
    return this.#directory.names(path)
  }

  makeFolder(path: string): void {
    refuseUnsound(path)
    this.#directory.makeFolder(path)
  }

  // In place: nobody can look in between. A rename would be the same, and memfs keeps what it replaces for ever.
  writeWhole(path: string, bytes: Uint8Array): void {
    this.#volume.writeWhole(this.#madeFile(path), bytes)
  }

  openAppend(path: string): AppendFile {
    return new SimAppendFile(this.#volume, this.#madeFile(path))
  }

  truncate(path: string, sizeBytes: number): void {
    const file = this.#file(path)
    if (!file) throw new RangeError(`Cannot truncate ${path}: there is no such file`)
    this.#volume.truncate(file, sizeBytes)
  }

  rename(from: string, to: string): void {
    const file = this.#file(from)
    if (!file) throw new RangeError(`Cannot rename ${from}: there is no such file`)
    if (from === to) return
    this.remove(to)
    this.#directory.remove(from)
    this.#directory.put(to, file)
    this.#volume.finish(file)
  }

  remove(path: string): void {
    const file = this.#file(path)
    if (!file) return
    this.#directory.remove(path)
    this.#volume.empty(file)
  }

  // What is there was made under a sound path: only what is not there need be looked at.
  #file(path: string): SimFile | null {
    const file = this.#directory.file(path)
    if (!file) refuseUnsound(path)
    return file
  }

  #madeFile(path: string): SimFile {
    const known = this.#file(path)
    if (known) return known
    const file: SimFile = { sizeBytes: 0, block: null, own: null, cached: null }
    this.#directory.put(path, file)
    return file
  }
}

class SimAppendFile implements AppendFile {
  readonly #volume: SimVolume
  readonly #file: SimFile

  constructor(volume: SimVolume, file: SimFile) {
    this.#volume = volume
    this.#file = file
  }

  get sizeBytes(): number {
    return this.#file.sizeBytes
  }

  append(bytes: Uint8Array): void {
    this.#volume.append(this.#file, bytes)
  }

  /** Nothing is ever lost here yet. */
  sync(): void {}

  close(): void {}
}
