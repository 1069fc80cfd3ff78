import type { RefusalRecord, SessionRecord, WaitRecord, WriteRecord } from './check/recording.ts'

/** One edit on its way: null until it was acknowledged, and when it is everywhere. */
interface Travelling {
  /** Its place among all notes, in the order in which they came up. */
  readonly index: number
  underway: { readonly acknowledgedUs: number; readonly by: string; lacking: number } | null
}

const minuteUs = 60_000_000

/**
 * What happened, as the driver saw it: writes with what the screen showed, deliveries, sessions, refusals, waits.
 * The checks and the measures are made from it.
 */
export class Recorder {
  readonly writes: WriteRecord[] = []
  readonly sessions: SessionRecord[] = []
  readonly refusals: RefusalRecord[] = []
  readonly waits: WaitRecord[] = []
  readonly skipped: string[] = []
  /** From acknowledged to applied, one sample for each edit and each other copy. */
  readonly visibleMs: number[] = []
  /** Edits that all other live copies have applied, by virtual minute. */
  readonly deliveredByMinute: number[] = []
  editsMade = 0
  editsDelivered = 0
  resolvesMade = 0
  readonly #travelling = new Map<string, Travelling>()
  /** By copy, a mark at the index of each note that was applied there. */
  readonly #applied = new Map<string, boolean[]>()
  #undelivered = 0
  readonly #openSessions = new Map<string, number>()
  /** By copy, how many others there are of its client file. */
  readonly #others = new Map<string, number>()

  /** By client file, the copies with a program of their own: an edit is delivered when all others of them have applied it. */
  constructor(files: readonly (readonly string[])[]) {
    for (const copies of files)
      for (const copy of copies) {
        this.#applied.set(copy, [])
        this.#others.set(copy, copies.length - 1)
      }
  }

  /** Edits acknowledged, and not yet applied everywhere. */
  get undelivered(): number {
    return this.#undelivered
  }

  appliedAt(copy: string): ReadonlySet<string> {
    const marks = this.#applied.get(copy) ?? []
    const applied = new Set<string>()
    for (const [note, { index }] of this.#travelling) if (marks[index]) applied.add(note)
    return applied
  }

  /** What lay in the file before the day began: nobody waits for it. */
  imported(write: WriteRecord): void {
    this.writes.push(write)
  }

  wrote(writes: readonly WriteRecord[]): void {
    const first = writes[0]
    if (!first) return
    this.writes.push(...writes)
    this.editsMade += 1
    if (first.resolves) this.resolvesMade += 1
    const lacking = this.#others.get(first.copy) ?? 0
    if (lacking === 0) return this.#delivered(first.acknowledgedUs)
    this.#undelivered += 1
    this.#noted(first.id).underway = { acknowledgedUs: first.acknowledgedUs, by: first.copy, lacking }
  }

  applied(copy: string, note: string, nowUs: number): void {
    const travelling = this.#noted(note)
    const marks = this.#applied.get(copy)
    if (marks) marks[travelling.index] = true
    const { underway } = travelling
    if (!underway || underway.by === copy) return
    this.visibleMs.push((nowUs - underway.acknowledgedUs) / 1000)
    underway.lacking -= 1
    if (underway.lacking > 0) return
    travelling.underway = null
    this.#undelivered -= 1
    this.#delivered(nowUs)
  }

  connected(copy: string, host: string, nowUs: number): void {
    this.#openSessions.set(`${copy} ${host}`, this.sessions.length)
    this.sessions.push({ copy, host, fromUs: nowUs, toUs: null })
  }

  disconnected(copy: string, host: string, nowUs: number): void {
    const index = this.#openSessions.get(`${copy} ${host}`)
    const session = index === undefined ? undefined : this.sessions[index]
    if (index === undefined || !session) return
    this.sessions[index] = { ...session, toUs: nowUs }
  }

  refused(copy: string, host: string, nowUs: number): void {
    this.refusals.push({ copy, host, atUs: nowUs, wasTold: false })
  }

  /** The copy's status now says that it was refused. */
  toldOfRefusal(copy: string): void {
    const index = this.refusals.findLastIndex((refusal) => refusal.copy === copy)
    const refusal = this.refusals[index]
    if (refusal) this.refusals[index] = { ...refusal, wasTold: true }
  }

  #noted(note: string): Travelling {
    const known = this.#travelling.get(note)
    if (known) return known
    const travelling: Travelling = { index: this.#travelling.size, underway: null }
    this.#travelling.set(note, travelling)
    return travelling
  }

  #delivered(nowUs: number): void {
    this.editsDelivered += 1
    const minute = Math.floor(nowUs / minuteUs)
    while (this.deliveredByMinute.length <= minute) this.deliveredByMinute.push(0)
    this.deliveredByMinute[minute] = (this.deliveredByMinute[minute] ?? 0) + 1
  }
}
