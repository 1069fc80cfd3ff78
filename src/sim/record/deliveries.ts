/** An event, identified by the note that travels with it, and its holders. */
interface NoteDelivery {
  readonly index: number
  written: { readonly acknowledgedUs: number; readonly by: string } | null
  /** Number of live copies that have applied it. */
  holders: number
  isDelivered: boolean
}

interface Reader {
  readonly file: number
  readonly hasApplied: boolean[]
  /** While a copy reads its own folder, applied events are not new. */
  isReading: boolean
}

const minuteUs = 60_000_000

/** Tracks applied events by copy: their delays, and those still undelivered. */
export class Deliveries {
  /** From acknowledged to applied: one sample for each edit and other copy. */
  readonly visibleMs: number[] = []
  /** Edits that all other live copies have applied, by virtual minute. */
  readonly byMinute: number[] = []
  count = 0
  readonly #notes = new Map<string, NoteDelivery>()
  readonly #readers = new Map<string, Reader>()
  readonly #sizes = new Map<number, number>()
  #undelivered = 0

  /** Edits that some live copies have and others lack. */
  get undelivered(): number {
    return this.#undelivered
  }

  /**
   * Adds a copy with its own program. From now on, edits in its client file count as delivered only once it has them.
   */
  join(copy: string, file = 0): void {
    this.#readers.set(copy, { file, hasApplied: [], isReading: false })
    this.#recount()
  }

  /** Called before a copy reads its folder from the beginning: only events found there count as applied. */
  beginReading(copy: string): void {
    this.#forget(copy)
    const file = this.#readers.get(copy)?.file ?? 0
    this.#readers.set(copy, { file, hasApplied: [], isReading: true })
    this.#recount()
  }

  hasRead(copy: string): void {
    const reader = this.#readers.get(copy)
    if (reader) reader.isReading = false
  }

  wrote(note: string, acknowledgedUs: number, by: string): void {
    const entry = this.#deliveryOf(note)
    entry.written = { acknowledgedUs, by }
    if (this.#isUnderWay(entry)) this.#undelivered += 1
    else if (entry.holders > 0) this.#delivered(entry, acknowledgedUs)
  }

  applied(copy: string, note: string, nowUs: number): void {
    const entry = this.#deliveryOf(note)
    const reader = this.#readers.get(copy)
    if (!reader || reader.hasApplied[entry.index]) return
    const wasUnderWay = this.#isUnderWay(entry)
    reader.hasApplied[entry.index] = true
    entry.holders += 1
    const { written } = entry
    if (!written) return
    if (written.by !== copy && !reader.isReading) this.visibleMs.push((nowUs - written.acknowledgedUs) / 1000)
    const isUnderWay = this.#isUnderWay(entry)
    if (wasUnderWay !== isUnderWay) this.#undelivered += isUnderWay ? 1 : -1
    if (!isUnderWay) this.#delivered(entry, nowUs)
  }

  appliedAt(copy: string): ReadonlySet<string> {
    const hasApplied = this.#readers.get(copy)?.hasApplied ?? []
    const applied = new Set<string>()
    for (const [note, { index }] of this.#notes) if (hasApplied[index]) applied.add(note)
    return applied
  }

  #isUnderWay({ written, holders }: NoteDelivery): boolean {
    return written !== null && holders > 0 && holders < this.#readersOf(written.by)
  }

  #readersOf(writer: string): number {
    return this.#sizes.get(this.#readers.get(writer)?.file ?? 0) ?? 0
  }

  #forget(copy: string): void {
    const hasApplied = this.#readers.get(copy)?.hasApplied ?? []
    for (const note of this.#notes.values()) if (hasApplied[note.index]) note.holders -= 1
  }

  #recount(): void {
    this.#sizes.clear()
    for (const { file } of this.#readers.values()) this.#sizes.set(file, (this.#sizes.get(file) ?? 0) + 1)
    this.#undelivered = 0
    for (const note of this.#notes.values()) if (this.#isUnderWay(note)) this.#undelivered += 1
  }

  #deliveryOf(note: string): NoteDelivery {
    const known = this.#notes.get(note)
    if (known) return known
    const entry: NoteDelivery = { index: this.#notes.size, written: null, holders: 0, isDelivered: false }
    this.#notes.set(note, entry)
    return entry
  }

  /** Deliveries in each of the last `count` virtual minutes, up to the one that has begun, oldest first. */
  latestMinutes(nowUs: number, count: number): readonly number[] {
    const minutes = Math.floor(nowUs / minuteUs) + 1
    // Minutes without deliveries at the end are not in the list.
    const from = Math.max(0, minutes - count)
    return Array.from({ length: minutes - from }, (_, index) => this.byMinute[from + index] ?? 0)
  }

  #delivered(entry: NoteDelivery, nowUs: number): void {
    if (entry.isDelivered) return
    entry.isDelivered = true
    this.count += 1
    const minute = Math.floor(nowUs / minuteUs)
    while (this.byMinute.length <= minute) this.byMinute.push(0)
    this.byMinute[minute] = (this.byMinute[minute] ?? 0) + 1
  }
}
