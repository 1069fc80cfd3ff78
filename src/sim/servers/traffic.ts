export interface Gap {
  readonly copy: string
  readonly through: string
  /** When the other side went away; if unknown, when the failed request was made. */
  readonly fromUs: number
  readonly toUs: number | null
}

/** Traffic between copies and servers, as the copies saw it. Feeds the measures and the check of gaps. */
export class Traffic {
  requests = 0
  bytes = 0
  /** Requests without an answer: their outcome is unknown to the client. */
  lost = 0
  /** By instance or balancer, the copies connected now, and the most at once. */
  readonly sessions = new Map<string, { open: number; max: number }>()
  readonly #gaps: Gap[] = []
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

  /**
   * A pending request may fail long after the other side went away. If other requests were answered meanwhile, the
   * first answer closes that gap.
   */
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

/** More answers than any copy gets during one request, except uploads, which are answered by piece. */
const answersKept = 64
