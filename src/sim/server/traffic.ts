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
  readonly #open = new Map<string, { readonly through: string; readonly fromUs: number }>()

  connected(door: string): void {
    const { open, max } = this.sessions.get(door) ?? { open: 0, max: 0 }
    this.sessions.set(door, { open: open + 1, max: Math.max(max, open + 1) })
  }

  disconnected(door: string): void {
    const { open, max } = this.sessions.get(door) ?? { open: 1, max: 1 }
    this.sessions.set(door, { open: open - 1, max })
  }

  answered(copy: string, through: string, sizeBytes: number, nowUs: number): void {
    this.requests += 1
    this.bytes += sizeBytes
    const open = this.#open.get(copy)
    if (!open) return
    this.#open.delete(copy)
    this.#gaps.push({ copy, through, fromUs: open.fromUs, toUs: nowUs })
  }

  unanswered(copy: string, through: string, brokenUs: number): void {
    this.requests += 1
    this.lost += 1
    if (!this.#open.has(copy)) this.#open.set(copy, { through, fromUs: brokenUs })
  }

  gaps(): readonly Gap[] {
    const open = [...this.#open].map(([copy, each]): Gap => ({ ...each, copy, toUs: null }))
    return [...this.#gaps, ...open]
  }
}
