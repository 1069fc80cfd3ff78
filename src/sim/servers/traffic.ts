/** A time in which a copy could not ask what it wanted to ask, of a server or a balancer. */
export interface Gap {
  readonly copy: string
  readonly through: string
  /** When the other side went away; where that is not known, when it was asked in vain. */
  readonly fromUs: number
  /** When it was answered again; null where it was not. */
  readonly toUs: number | null
}

/** What went between copies and servers, as the copies saw it: for the measures, and for the check of gaps. */
export class Traffic {
  requests = 0
  bytes = 0
  /** Requests without an answer: whoever asked does not know whether they were carried out. */
  lost = 0
  /** By instance or balancer, how many copies are connected there, and how many ever were at once. */
  readonly sessions = new Map<string, { open: number; max: number }>()
  readonly #gaps: Gap[] = []
  /** When each copy was answered, lately. */
  readonly #answeredUs = new Map<string, number[]>()
  readonly #open = new Map<string, { readonly through: string; readonly fromUs: number }>()

  connected(endpoint: string): void {
    const { open, max } = this.sessions.get(endpoint) ?? { open: 0, max: 0 }
    this.sessions.set(endpoint, { open: open + 1, max: Math.max(max, open + 1) })
  }

  disconnected(endpoint: string): void {
    const { open, max } = this.sessions.get(endpoint) ?? { open: 1, max: 1 }
    this.sessions.set(endpoint, { open: open - 1, max })
  }

  answered(copy: string, through: string, sizeBytes: number, nowUs: number): void {
    this.requests += 1
    this.bytes += sizeBytes
    this.#noteAnswer(copy, nowUs)
    const open = this.#open.get(copy)
    if (!open) return
    this.#open.delete(copy)
    this.#gaps.push({ copy, through, fromUs: open.fromUs, toUs: nowUs })
  }

  /** What waits may be lost long after the other side went away: whoever was answered meanwhile had a gap until then. */
  unanswered(copy: string, through: string, brokenUs: number): void {
    this.requests += 1
    this.lost += 1
    if (this.#open.has(copy)) return
    const answers = this.#answeredUs.get(copy) ?? []
    const toUs = answers.find((atUs) => atUs >= brokenUs)
    if (toUs !== undefined) this.#gaps.push({ copy, through, fromUs: brokenUs, toUs })
    this.#open.set(copy, { through, fromUs: Math.max(brokenUs, answers.at(-1) ?? 0) })
  }

  gaps(): readonly Gap[] {
    const open = [...this.#open].map(([copy, each]): Gap => ({ ...each, copy, toUs: null }))
    return [...this.#gaps, ...open]
  }

  #noteAnswer(copy: string, nowUs: number): void {
    const answers = this.#answeredUs.get(copy) ?? []
    answers.push(nowUs)
    if (answers.length > answersKept) answers.shift()
    this.#answeredUs.set(copy, answers)
  }
}

/** More than anybody gets while one request is under way, but for uploads, which are answered piece by piece. */
const answersKept = 64
