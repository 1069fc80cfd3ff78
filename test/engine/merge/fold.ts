import type { Event } from '../../../src/engine/event/event.ts'
import type { Merge, Op, WriteOp } from '../../../src/engine/event/op.ts'
import { typedValue, type Value } from '../../../src/engine/event/value.ts'
import { type Dot, logIdFromBytes, type LogId } from '../../../src/engine/identifier/log-id.ts'
import { FileState, type WriteListener } from '../../../src/engine/merge/file-state.ts'

const people = ['ann', 'bob', 'cora', 'eve'] as const
export type Person = (typeof people)[number]

export const logOf = (person: Person): LogId =>
  logIdFromBytes(Uint8Array.of(people.indexOf(person) + 1, 0, 0, 0, 0, 0, 0, 0))

/** A state without a copy: events of people's own logs, each a second after the one before. */
export class Fold {
  readonly state = new FileState()
  readonly #seqs = new Map<Person, number>()
  #nowMs = 1000

  /** Folds one event, and returns its dot. */
  by(author: Person, ops: readonly Op[], listener: WriteListener | null = null): Dot {
    const seq = (this.#seqs.get(author) ?? 0) + 1
    this.#seqs.set(author, seq)
    this.#nowMs += 1000
    const dot = { log: logOf(author), seq }
    const event: Event = { timestamp: { ms: this.#nowMs, count: 0 }, author, note: '', deps: [], ops }
    this.state.apply(dot, event, listener)
    return dot
  }
}

export interface Place {
  readonly table: string
  readonly key: string
  readonly field: string
}

/** A write over the values with the given dots. */
export const writing = (
  place: Place,
  value: string | Value,
  supersedes: readonly Dot[] = [],
  merge: Merge = 'register',
): WriteOp => ({
  kind: 'write',
  merge,
  ...place,
  group: '',
  value: typeof value === 'string' ? typedValue(value) : value,
  supersedes,
  resolves: supersedes.length > 1,
})
