/** Calls that the engine awaits. A call still open when the scheduler is empty means that the run is stuck. */
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
