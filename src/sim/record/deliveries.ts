/** An event by the note that travels with it, and who has it. */
interface NoteDelivery {
  /** Its place among all notes, in the order in which they came up. */
  readonly index: number
  /** Null where nobody was told that it is acknowledged. */
  written: { readonly acknowledgedUs: number; readonly by: string } | null
  /** How many of the copies that live have applied it. */
  holders: number
  isDelivered: boolean
}

interface Reader {
  /** Which of the world's client files it has. */
  readonly file: number
  readonly hasApplied: boolean[]
  /** Reads what lies in its folder: that is news to nobody. */
  isReading: boolean
}

const minuteUs = 60_000_000

/** Which copies have applied what, how long that took, and what is still on its way. */
export class Deliveries {
  /** From acknowledged to applied, one sample for each edit and each other copy. */
  readonly visibleMs: number[] = []
  /** Edits that all other live copies have applied, by virtual minute. */
  readonly byMinute: number[] = []
  count = 0
  readonly #notes = new Map<string, NoteDelivery>()
  readonly #readers = new Map<string, Reader>()
  /** By client file, how many copies have it. */
  readonly #sizes = new Map<number, number>()
  #undelivered = 0

  /** Edits that some copy has which lives, and not yet every one. */
  get undelivered(): number {
    return this.#undelivered
  }

  /** A copy with a program of its own begins: from now on an edit in its client file is delivered when it has it, too. */
  join(copy: string, file = 0): void {
    this.#readers.set(copy, { file, hasApplied: [], isReading: false })
    this.#recount()
  }

  /** What lies in the copy's folder is about to be read from its beginning: only what is found there counts as applied. */
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

  /** How many copies have the client file that one of them wrote in. */
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
