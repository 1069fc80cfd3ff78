/** What befell the world, for the fault strip and for the check that it happened as planned. */
export interface FaultEntry {
  readonly id: string
  readonly kind:
    | 'vpn down'
    | 'sessions held'
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
}

/** A fault as it begins, with what undoes it where it must not outlast the day. */
export interface BegunFault extends Omit<FaultEntry, 'toUs'> {
  readonly mend?: () => void
}

export class FaultLog {
  readonly #entries: FaultEntry[] = []
  readonly #mends = new Map<string, () => void>()

  begin({ mend, ...entry }: BegunFault): void {
    this.#entries.push({ ...entry, toUs: null })
    if (mend) this.#mends.set(entry.id, mend)
  }

  /** Undoes a fault, once; false where there is nothing to undo any more. */
  mend(id: string): boolean {
    const mend = this.#mends.get(id)
    this.#mends.delete(id)
    mend?.()
    return mend !== undefined
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
