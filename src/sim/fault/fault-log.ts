/** What befell the world, for the fault strip and for the check that it happened as planned. */
export interface FaultEntry {
  readonly id: string
  readonly kind:
    | 'vpn down'
    | 'sessions held'
    | 'no power'
    | 'disk lost'
    | 'put back'
    | 'folder cloned'
    | 'abandoned'
    | 'clock wrong'
    | 'account disabled'
    | 'role taken'
    | 'branch write'
    | 'directory down'
    | 'recycled'
    | 'server down'
    | 'machine down'
    | 'machine slow'
    | 'NAS slow'
    | 'NAS hung'
    | 'NAS down'
    | 'NAS stale'
    | 'balancer restarts'
    | 'drained'
  readonly target: string
  readonly fromUs: number
  readonly toUs: number | null
  readonly insideTransfer: boolean
  /** Whether it struck in the middle of what a disk did. */
  readonly insideWrite?: boolean
}

export class FaultLog {
  readonly #entries: FaultEntry[] = []
  readonly #undoings = new Map<string, () => void>()

  /** `undo` makes an end of it, and says so here; what has no undo lasts for ever. */
  begin(entry: Omit<FaultEntry, 'toUs'>, undo: () => void = () => undefined): void {
    this.#entries.push({ ...entry, toUs: null })
    this.#undoings.set(entry.id, undo)
  }

  end(id: string, nowUs: number): void {
    const index = this.#entries.findLastIndex((entry) => entry.id === id)
    const entry = this.#entries[index]
    if (entry) this.#entries[index] = { ...entry, toUs: nowUs }
  }

  /** Undoes what lasts still; what has ended already is left as it is. */
  undo(id: string): void {
    const lasts = this.#entries.some((entry) => entry.id === id && entry.toUs === null)
    if (lasts) this.#undoings.get(id)?.()
  }

  /** The day is over: everything that lasts and has an undo ends now. */
  undoAll(): void {
    for (const { id } of [...this.#entries]) this.undo(id)
  }

  entries(): readonly FaultEntry[] {
    return this.#entries
  }
}
