/** Cancels an entry that has not run yet; does nothing afterwards. */
export type Cancel = () => void

export interface Scheduler {
  readonly nowUs: number
  readonly pending: number
  /** Runs `task` at `atUs`, or now if that is past. Entries at the same time run in insertion order. */
  at(atUs: number, task: () => void): Cancel
  after(delayUs: number, task: () => void): Cancel
  /** Runs the earliest entry. Returns false if none is left or the next one is later than `untilUs`. */
  step(untilUs: number): boolean
}

const initialCapacity = 1024

/**
 * The single event queue, ordered by (time, sequence). A binary heap in typed arrays, since a calendar queue
 * collapses on the tied timestamps of a simulator (docs/fidelity.md §7).
 */
export const createScheduler = (): Scheduler => new HeapScheduler()

class HeapScheduler implements Scheduler {
  nowUs = 0
  #size = 0
  #live = 0
  #sequence = 0
  #times = new Float64Array(initialCapacity)
  #sequences = new Float64Array(initialCapacity)
  #slots = new Int32Array(initialCapacity)
  #tasks: ((() => void) | null)[] = []
  #owners: number[] = []
  #freeSlots: number[] = []

  get pending(): number {
    return this.#live
  }

  at(atUs: number, task: () => void): Cancel {
    if (!Number.isFinite(atUs)) throw new RangeError(`Cannot schedule at ${atUs}: not a moment in time`)
    const slot = this.#freeSlots.pop() ?? this.#tasks.length
    const sequence = this.#sequence++
    this.#tasks[slot] = task
    this.#owners[slot] = sequence
    this.#live += 1
    this.#push(Math.max(this.nowUs, Math.ceil(atUs)), sequence, slot)
    return () => this.#cancel(slot, sequence)
  }

  after(delayUs: number, task: () => void): Cancel {
    return this.at(this.nowUs + delayUs, task)
  }

  step(untilUs: number): boolean {
    while (this.#size > 0) {
      const slot = this.#slots[0] as number
      const task = this.#tasks[slot]
      const timeUs = this.#times[0] as number
      if (task && timeUs > untilUs) return false
      this.#pop()
      this.#freeSlots.push(slot)
      if (!task) continue
      this.#tasks[slot] = null
      this.#live -= 1
      this.nowUs = timeUs
      task()
      return true
    }
    return false
  }

  // A slot is reused once its entry has run, so only the sequence identifies the entry.
  #cancel(slot: number, sequence: number): void {
    if (this.#owners[slot] !== sequence || !this.#tasks[slot]) return
    this.#tasks[slot] = null
    this.#owners[slot] = -1
    this.#live -= 1
  }

  #push(timeUs: number, sequence: number, slot: number): void {
    if (this.#size === this.#times.length) this.#grow()
    let hole = this.#size++
    while (hole > 0) {
      const above = (hole - 1) >> 1
      if (!this.#isBefore(timeUs, sequence, above)) break
      this.#move(above, hole)
      hole = above
    }
    this.#put(hole, timeUs, sequence, slot)
  }

  #pop(): void {
    this.#size -= 1
    const last = this.#size
    if (last === 0) return
    const timeUs = this.#times[last] as number
    const sequence = this.#sequences[last] as number
    const slot = this.#slots[last] as number
    let hole = 0
    for (;;) {
      const child = this.#earlierChild(hole)
      if (child >= last || this.#isBefore(timeUs, sequence, child)) break
      this.#move(child, hole)
      hole = child
    }
    this.#put(hole, timeUs, sequence, slot)
  }

  #earlierChild(parent: number): number {
    const left = 2 * parent + 1
    const right = left + 1
    if (right >= this.#size) return left
    return this.#isBefore(this.#times[right] as number, this.#sequences[right] as number, left) ? right : left
  }

  #isBefore(timeUs: number, sequence: number, other: number): boolean {
    const otherUs = this.#times[other] as number
    return timeUs < otherUs || (timeUs === otherUs && sequence < (this.#sequences[other] as number))
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from] as number, this.#sequences[from] as number, this.#slots[from] as number)
  }

  #put(at: number, timeUs: number, sequence: number, slot: number): void {
    this.#times[at] = timeUs
    this.#sequences[at] = sequence
    this.#slots[at] = slot
  }

  #grow(): void {
    const capacity = this.#times.length * 2
    this.#times = grown(this.#times, new Float64Array(capacity))
    this.#sequences = grown(this.#sequences, new Float64Array(capacity))
    this.#slots = grown(this.#slots, new Int32Array(capacity))
  }
}

const grown = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
  fresh.set(old)
  return fresh
}
