/** The names on a disk, and the objects under them. Creates folders as needed. */
export class PathIndex<T extends object> {
  /** By whole path: most lookups repeat the same string. */
  readonly #files = new Map<string, T>()
  readonly #folders = new Map<string, Set<string>>([['', new Set()]])

  file(path: string): T | null {
    return this.#files.get(path) ?? null
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path)
  }

  /** The names in a folder, sorted by code unit. */
  names(folder: string): readonly string[] {
    const paths = [...(this.#folders.get(folder) ?? [])]
    return paths.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort((a, b) => (a < b ? -1 : 1))
  }

  makeFolder(path: string): Set<string> {
    const known = this.#folders.get(path)
    if (known) return known
    const made = new Set<string>()
    this.#folders.set(path, made)
    this.makeFolder(parentOf(path)).add(path)
    return made
  }

  put(path: string, file: T): void {
    this.#files.set(path, file)
    this.makeFolder(parentOf(path)).add(path)
  }

  remove(path: string): void {
    if (this.#files.delete(path)) this.#folders.get(parentOf(path))?.delete(path)
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
