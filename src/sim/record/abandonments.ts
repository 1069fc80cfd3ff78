import type { AbandonmentRecord, SyncSessionRecord, WriteRecord } from './recording.ts'

interface Facts {
  readonly sessions: readonly SyncSessionRecord[]
  readonly writes: readonly WriteRecord[]
  readonly applied: ReadonlySet<string>
}

export class Abandonments {
  readonly #records = new Map<string, AbandonmentRecord>()

  begin(copy: string, atUs: number): void {
    const nothing = { rescued: [], takenOver: [], appliedLater: [] }
    this.#records.set(copy, { copy, atUs, knownUs: null, lastSessionUs: null, ...nothing })
  }

  known(copy: string, nowUs: number): void {
    this.#change(copy, ({ knownUs }) => ({ knownUs: knownUs ?? nowUs }))
  }

  isKnown(copy: string): boolean {
    return (this.#records.get(copy)?.knownUs ?? null) !== null
  }

  /** Called before its folder is cleared, with its activity since it knew. */
  end(copy: string, { sessions, writes, applied }: Facts, nowUs: number): void {
    this.#change(copy, ({ knownUs }) => {
      const since = knownUs ?? nowUs
      const ends = sessions.filter((each) => each.copy === copy).map(({ toUs }) => toUs ?? nowUs)
      const later = writes.filter((each) => each.copy !== copy && each.acknowledgedUs > since)
      const appliedLater = later.filter(({ id }) => applied.has(id)).map(({ id }) => id)
      return { lastSessionUs: Math.max(0, ...ends), appliedLater }
    })
  }

  tookOver(copy: string, id: string): void {
    this.#change(copy, ({ takenOver }) => ({ takenOver: [...takenOver, id] }))
  }

  all(rescued: readonly WriteRecord[]): readonly AbandonmentRecord[] {
    return [...this.#records.values()].map((record) => ({
      ...record,
      rescued: rescued.flatMap(({ copy, id }) => (copy === record.copy ? [id] : [])),
    }))
  }

  #change(copy: string, change: (record: AbandonmentRecord) => Partial<AbandonmentRecord>): void {
    const record = this.#records.get(copy)
    if (record) this.#records.set(copy, { ...record, ...change(record) })
  }
}
