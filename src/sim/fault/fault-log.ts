/** What befell the world, for the fault strip and for the check that it happened as planned. */
export interface FaultEntry {
  readonly id: string
  readonly kind: 'vpn down' | 'sessions held'
  readonly target: string
  readonly fromUs: number
  readonly toUs: number | null
  readonly insideTransfer: boolean
}

export class FaultLog {
  readonly #entries: FaultEntry[] = []

  begin(entry: Omit<FaultEntry, 'toUs'>): void {
    this.#entries.push({ ...entry, toUs: null })
  }

  end(id: string, nowUs: number): void {
    const index = this.#entries.findLastIndex((entry) => entry.id === id)
    const entry = this.#entries[index]
    if (entry) this.#entries[index] = { ...entry, toUs: nowUs }
  }

  entries(): readonly FaultEntry[] {
    return this.#entries
  }
}
