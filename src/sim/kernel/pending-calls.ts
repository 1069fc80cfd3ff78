/** Calls that the engine waits for. When nothing is left to happen and one is still open, the run is stuck on it. */
export class PendingCalls {
  readonly #open = new Map<number, string>()
  #nextId = 1

  begin(name: string): number {
    const id = this.#nextId++
    this.#open.set(id, name)
    return id
  }

  end(id: number): void {
    this.#open.delete(id)
  }

  open(): readonly string[] {
    return [...this.#open.values()]
  }
}
