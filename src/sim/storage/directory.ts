/** The names on a disk, folder by folder, and what lies under each. Folders are made as needed. */
export class Directory<T extends object> {
  /** By path; null stands for a folder. */
  readonly #folders = new Map<string, Map<string, T | null>>([['', new Map()]])

  file(path: string): T | null {
    const slash = path.lastIndexOf('/')
    return this.#folders.get(parentOf(path, slash))?.get(path.slice(slash + 1)) ?? null
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path)
  }

  /** The names in a folder, sorted by code unit. */
  names(folder: string): readonly string[] {
    return [...(this.#folders.get(folder)?.keys() ?? [])].sort((a, b) => (a < b ? -1 : 1))
  }

  makeFolder(path: string): Map<string, T | null> {
    const known = this.#folders.get(path)
    if (known) return known
    const made = new Map<string, T | null>()
    this.#folders.set(path, made)
    this.#put(path, null)
    return made
  }

  put(path: string, file: T): void {
    this.#put(path, file)
  }

  remove(path: string): void {
    const slash = path.lastIndexOf('/')
    this.#folders.get(parentOf(path, slash))?.delete(path.slice(slash + 1))
  }

  #put(path: string, file: T | null): void {
    const slash = path.lastIndexOf('/')
    this.makeFolder(parentOf(path, slash)).set(path.slice(slash + 1), file)
  }
}

const parentOf = (path: string, slash: number): string => (slash === -1 ? '' : path.slice(0, slash))
