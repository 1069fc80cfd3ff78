/**
 * Modification times of a shared folder, by its host's clock. Files that the host's own process wrote count as
 * written when the share was opened.
 */
export class FileTimes {
  readonly #nowMs: () => number
  readonly #openedMs: number
  readonly #byPath = new Map<string, number>()
  #changes = 0

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
    this.#openedMs = nowMs()
  }

  get changes(): number {
    return this.#changes
  }

  wrote(path: string): void {
    this.#changes += 1
    this.#byPath.set(path, this.#nowMs())
  }

  of(path: string): number {
    return this.#byPath.get(path) ?? this.#openedMs
  }

  moved(from: string, to: string): void {
    this.#changes += 1
    this.#byPath.set(to, this.of(from))
    this.#byPath.delete(from)
  }

  removed(path: string): void {
    this.#changes += 1
    this.#byPath.delete(path)
  }
}
