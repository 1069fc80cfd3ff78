import type { AppendFile, Disk, EntryKind } from '../../../engine/ports/index.ts'
import { PathIndex } from './path-index.ts'
import { SharedBlocks } from './shared-blocks.ts'
import { type SimFile, SimVolume } from './sim-volume.ts'
import { refuseUnsound } from './sound-path.ts'

/** A simulated machine's disk: implements the engine's disk port for each of its folders. */
export class SimMachineDisk {
  readonly #volume: SimVolume
  readonly #folders = new Map<string, Disk>()

  /** Machines of one world share blocks; a lone machine may have its own. */
  constructor(blocks: SharedBlocks = new SharedBlocks()) {
    this.#volume = new SimVolume(blocks)
  }

  /** Returns the same folder each time, so writes from before a restart are found after it. */
  folder(name: string): Disk {
    const disk = this.#folders.get(name) ?? new SimFolderDisk(this.#volume)
    this.#folders.set(name, disk)
    return disk
  }

  /** Deletes a folder's contents; another folder of that name starts empty. */
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

  // Writes in place, since no reader can run in between. A rename would be equivalent, but memfs keeps replaced files
  // forever.
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

  // Existing files were created under a sound path, so only absent ones need the check.
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

  /** Nothing is ever lost on this disk. */
  sync(): void {}

  close(): void {}
}
