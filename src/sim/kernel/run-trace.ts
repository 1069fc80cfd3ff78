import type { DataText } from '../../plan/keys/frozen-key.ts'
import type { TraceKey } from './trace-keys.ts'

/** Events per block of a trace. Two runs are compared by block first, then inside the first block that differs. */
export const traceBlockEvents = 1024

export interface RunTrace {
  readonly events: number
  /**
   * Adds one event to the rolling hash. Words enter as frozen keys, so they may be renamed. Codec output must never
   * enter: a compressor's update would change every hash.
   */
  record<Target extends string, Payload extends string>(
    timeUs: number,
    event: TraceKey,
    target: DataText<Target>,
    payload: number | TraceKey | DataText<Payload>,
  ): void
  /** 16 hexadecimal digits over everything recorded so far. */
  hash(): string
  /** The hash after each full block. */
  readonly blocks: readonly string[]
}

/** Receives one line of a trace; used only to search for a difference. */
export type TraceListener = (index: number, line: string) => void

export const createRunTrace = (listener: TraceListener | null = null): RunTrace => new RollingTrace(listener)

class RollingTrace implements RunTrace {
  events = 0
  readonly blocks: string[] = []
  readonly #listener: TraceListener | null
  #a = 0x811c9dc5 | 0
  #b = 0x9e3779b1 | 0

  constructor(listener: TraceListener | null) {
    this.#listener = listener
  }

  record(timeUs: number, event: TraceKey, target: string, payload: string | number): void {
    this.#number(timeUs)
    this.#text(event)
    this.#text(target)
    if (typeof payload === 'string') this.#text(payload)
    else this.#number(payload)
    this.#listener?.(this.events, `${timeUs} ${event} ${target} ${payload}`)
    this.events += 1
    if (this.events % traceBlockEvents === 0) this.blocks.push(this.hash())
  }

  hash(): string {
    return hex(this.#a) + hex(this.#b)
  }

  #number(value: number): void {
    this.#word(value | 0)
    this.#word(Math.floor(value / 4_294_967_296) | 0)
  }

  #text(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      this.#a = Math.imul(this.#a ^ text.charCodeAt(at), 0x01000193)
    }
    this.#word(text.length)
  }

  #word(word: number): void {
    this.#a = Math.imul(this.#a ^ word, 0x85ebca6b) ^ (this.#b >>> 15)
    this.#b = Math.imul(this.#b ^ (this.#a >>> 13), 0xc2b2ae35) + this.#a
  }
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')
