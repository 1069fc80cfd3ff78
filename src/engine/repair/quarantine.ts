import type { Disk } from '../ports/index.ts'
import { home, paths } from '../storage/folder/index.ts'

const pieceBytes = 4 * 1024 * 1024

/** Keeps damaged files as they were found. The engine never reads, overwrites or removes them. */
export class Quarantine {
  readonly #disk: Disk
  readonly #moved: string[] = []

  constructor(disk: Disk) {
    this.#disk = disk
  }

  get moved(): readonly string[] {
    return this.#moved
  }

  /** Copies a file that is about to be replaced, so that a power cut leaves one of them. */
  keep(path: string): void {
    if (this.#moved.includes(path) || this.#disk.kindOf(path) !== 'file') return
    const file = this.#disk.openAppend(this.#pathFor(path))
    try {
      for (let at = 0; at < (this.#disk.sizeBytes(path) ?? 0); at += pieceBytes)
        file.append(this.#disk.readPart(path, at, pieceBytes) ?? new Uint8Array(0))
      file.sync()
    } finally {
      file.close()
    }
    this.#moved.push(path)
  }

  move(path: string): void {
    if (this.#disk.kindOf(path) !== 'file') return
    if (this.#moved.includes(path)) return this.#disk.remove(path)
    this.#disk.rename(path, this.#pathFor(path))
    this.#moved.push(path)
  }

  #pathFor(path: string): string {
    const name = path.slice(home.length + 1).replaceAll('/', '_')
    const names = new Set(this.#disk.list(paths.quarantineFolder))
    let number = 1
    while (names.has(`${name}.${number}`)) number += 1
    return `${paths.quarantineFolder}/${name}.${number}`
  }
}
