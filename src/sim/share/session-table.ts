export interface HostSession {
  readonly id: number
  readonly copy: string
  readonly openedUs: number
}

/**
 * Open sessions of a host's share. Windows client editions accept a fixed number, refuse the next with error 71, and
 * queue nobody (docs/fidelity.md §1.1, §1.2).
 */
export class SessionTable {
  readonly host: string
  readonly limit: number | null
  readonly #open = new Map<number, HostSession>()
  #nextId = 1
  #max = 0

  constructor(host: string, limit: number | null) {
    this.host = host
    this.limit = limit
  }

  get open(): number {
    return this.#open.size
  }

  get max(): number {
    return this.#max
  }

  sessions(): readonly HostSession[] {
    return [...this.#open.values()]
  }

  isOpen(id: number): boolean {
    return this.#open.has(id)
  }

  accept(copy: string, nowUs: number): HostSession | null {
    if (this.limit !== null && this.#open.size >= this.limit) return null
    const session = { id: this.#nextId++, copy, openedUs: nowUs }
    this.#open.set(session.id, session)
    this.#max = Math.max(this.#max, this.#open.size)
    return session
  }

  /** Ends all sessions of a copy whose machine closed them. */
  releaseAll(by: string): void {
    for (const { id, copy } of [...this.#open.values()]) if (copy === by) this.release(id)
  }

  release(id: number): HostSession | null {
    const session = this.#open.get(id) ?? null
    this.#open.delete(id)
    return session
  }
}
