import type { FaultLabel } from '../../plan/definitions/fault/define-fault.ts'

export interface FaultEntry {
  readonly id: string
  readonly label: string
  readonly target: string
  /** The target that could not be reached meanwhile; null if all could. */
  readonly outage: FaultLabel['outage']
  readonly fromUs: number
  readonly toUs: number | null
  readonly insideTransfer: boolean
  /** Whether it struck in the middle of a disk's write. */
  readonly insideWrite: boolean
}

/** A fault that was started, though it may not have struck yet. */
interface StartedFault {
  readonly id: string
  readonly wasObserved: boolean
  observe(): void
  undo(): void
}

export class FaultLog {
  readonly #entries: FaultEntry[] = []
  readonly #started = new Map<string, StartedFault>()

  add(fault: StartedFault): void {
    this.#started.set(fault.id, fault)
  }

  begin(entry: Omit<FaultEntry, 'toUs'>): void {
    this.#entries.push({ ...entry, toUs: null })
  }

  end(id: string, nowUs: number): void {
    const index = this.#entries.findLastIndex((entry) => entry.id === id)
    const entry = this.#entries[index]
    if (entry) this.#entries[index] = { ...entry, toUs: nowUs }
  }

  /** Ends everything that lasts and can be undone, at the end of the day. */
  undoAll(): void {
    for (const { id } of [...this.#entries]) this.#started.get(id)?.undo()
  }

  /** Returns true if the world showed the fault as it was planned. */
  wasObserved(id: string): boolean {
    const fault = this.#started.get(id)
    fault?.observe()
    return fault?.wasObserved ?? false
  }

  entries(): readonly FaultEntry[] {
    return this.#entries
  }
}
