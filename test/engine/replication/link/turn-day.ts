import {
  sessionTimeMsAt,
  type TurnPacing,
  afterExchange,
  afterTurn,
  backOffMsAt,
  unmeasured,
} from '../../../../src/engine/replication/link/turn-pacing.ts'
import {
  type Contention,
  jitteredBackOffMs,
  jitteredRetryMs,
  takesTurns,
  type TurnRules,
} from '../../../../src/engine/replication/link/turns.ts'

export interface TurnDay {
  readonly crowd: Contention & { readonly limit: number }
  readonly rules: TurnRules
  /** How long the exchange of a copy's turn takes. */
  readonly exchangeMs: (copy: number, turn: number) => number
  /** Sessions that people who take no turns hold all day. */
  readonly strangers: number
  readonly forMs: number
  /** The next of a row of numbers from 0 to 1. */
  readonly draw: () => number
}

export interface TurnDayOutcome {
  /** Each wait from wanting a turn to having completed its exchange. */
  readonly waitsMs: readonly number[]
  /** Sessions in use on average, once the first crowd has had its turns. */
  readonly load: number
  readonly turns: readonly number[]
  /** From the end of one turn's exchange to that of the next: how old what a copy shows may be. */
  readonly longestGapMs: number
}

/** A day of taking turns and nothing else: no engine, no network, only who has a session when. */
export const turnDay = (day: TurnDay): TurnDayOutcome => {
  const { crowd: contention, rules, draw } = day
  const scheduler = new Scheduler()
  const copies = Array.from({ length: contention.copies }, () => ({
    pace: unmeasured as TurnPacing,
    dueMs: 0,
    refusals: 0,
    turns: 0,
    lastMs: 0,
  }))
  const waitsMs: number[] = []
  let [taken, busyMs, longestGapMs] = [day.strangers, 0, 0]
  const settledMs = day.forMs / 3
  const tries = (copy: number): void => {
    const one = copies[copy]
    if (!one) return
    if (taken >= contention.limit) {
      one.refusals += 1
      scheduler.after(jitteredRetryMs(rules, draw()), () => tries(copy))
      return
    }
    taken += 1
    const tookMs = day.exchangeMs(copy, one.turns)
    one.pace = afterExchange(one.pace, tookMs)
    const sessionMs = Math.max(tookMs, sessionTimeMsAt(one.pace, rules))
    const doneMs = scheduler.nowMs + tookMs
    waitsMs.push(doneMs - one.dueMs)
    longestGapMs = Math.max(longestGapMs, doneMs - one.lastMs)
    one.lastMs = doneMs
    busyMs += overlapMs(scheduler.nowMs, scheduler.nowMs + sessionMs, settledMs, day.forMs)
    // Where there is room for all, everybody stays.
    if (takesTurns(contention)) scheduler.after(sessionMs, () => leaves(copy, sessionMs))
  }
  const leaves = (copy: number, sessionMs: number): void => {
    const one = copies[copy]
    if (!one) return
    taken -= 1
    one.turns += 1
    one.pace = afterTurn(one.pace, contention, one.refusals)
    one.refusals = 0
    scheduler.after(jitteredBackOffMs(backOffMsAt(contention, one.pace, rules, sessionMs), draw()), () => {
      one.dueMs = scheduler.nowMs
      tries(copy)
    })
  }
  for (const copy of copies.keys()) scheduler.after(draw() * 1000, () => tries(copy))
  scheduler.runUntil(day.forMs)
  const turns = copies.map((one) => one.turns)
  return { waitsMs, load: busyMs / (day.forMs - settledMs), turns, longestGapMs }
}

const overlapMs = (from: number, to: number, windowFrom: number, windowTo: number): number =>
  Math.max(0, Math.min(to, windowTo) - Math.max(from, windowFrom))

class Scheduler {
  nowMs = 0
  #next: { readonly atMs: number; readonly act: () => void }[] = []

  after(delayMs: number, act: () => void): void {
    const atMs = this.nowMs + delayMs
    const index = this.#next.findIndex((other) => other.atMs > atMs)
    this.#next.splice(index === -1 ? this.#next.length : index, 0, { atMs, act })
  }

  runUntil(endMs: number): void {
    for (let next = this.#next.shift(); next && next.atMs <= endMs; next = this.#next.shift()) {
      this.nowMs = next.atMs
      next.act()
    }
  }
}
