import type { RawAnswer, RawConnection } from './raw-connection.ts'

/** One client: what it asks next, edit or check, and whether the answer is as it should be. */
export interface MixClient {
  readonly connection: RawConnection
  readonly file: string
  readonly edits: readonly Uint8Array[]
  readonly check: Uint8Array
  readonly isGood: (answer: RawAnswer) => boolean
}

/** One edit in five. */
const editEvery = 5

/** Asks one thing after the other; where its edits are used up, it is over. */
class Asker {
  readonly #client: MixClient
  #asked: number
  #edited = 0

  constructor(client: MixClient, index: number) {
    this.#client = client
    // So that not all edit at once.
    this.#asked = index
  }

  async ask(): Promise<boolean> {
    const { connection, file, edits, check, isGood } = this.#client
    const isEdit = this.#asked % editEvery === 0
    const message = isEdit ? edits[this.#edited] : check
    if (!message) return false
    this.#asked += 1
    if (isEdit) this.#edited += 1
    const answer = await connection.ask(file, message)
    if (!isGood(answer))
      throw new Error(`a request was answered ${answer.status} with ${answer.body.length} bytes`)
    return true
  }
}

export interface Mix {
  readonly askers: readonly Asker[]
}

export const mixOf = (clients: readonly MixClient[]): Mix => ({
  askers: clients.map((client, index) => new Asker(client, index)),
})

/** As fast as it goes: how many requests a second were answered. */
export const fullRate = async ({ askers }: Mix, forMs: number): Promise<number> => {
  const startMs = performance.now()
  let answered = 0
  const asking = async (asker: Asker): Promise<void> => {
    while (performance.now() - startMs < forMs) {
      if (!(await asker.ask())) throw new Error('there were too few edits for this machine')
      answered += 1
    }
  }
  await Promise.all(askers.map(asking))
  return (answered * 1000) / (performance.now() - startMs)
}

/**
 * At a given rate: what each request took from the moment at which it was due, in milliseconds, in order. One that waits for
 * the one before it counts as waiting, as it does for whoever made it.
 */
export const tookAtRate = async (
  { askers }: Mix,
  perSecond: number,
  forMs: number,
): Promise<readonly number[]> => {
  const stepMs = (1000 * askers.length) / perSecond
  const startMs = performance.now()
  const tookMs: number[] = []
  const asking = async (asker: Asker, index: number): Promise<void> => {
    const firstMs = startMs + (stepMs * index) / askers.length
    for (let dueMs = firstMs; dueMs - startMs < forMs; dueMs += stepMs) {
      const earlyMs = dueMs - performance.now()
      if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs))
      if (!(await asker.ask())) return
      tookMs.push(performance.now() - dueMs)
    }
  }
  await Promise.all(askers.map(asking))
  return tookMs.sort((a, b) => a - b)
}

/** Of numbers in order. */
export const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
