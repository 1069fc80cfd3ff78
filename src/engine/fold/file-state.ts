import type { ContinuesOp } from '../event/continues-op.ts'
import type { Event } from '../event/event.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { RegisterCopyOp, WriteOp } from '../event/op.ts'
import { canonicalText } from '../event/value.ts'
import { ConflictList } from './conflict-list.ts'
import { addressOf, headsAfter, isConflict, type Register, type Written } from './register.ts'

/** A copy that was registered. */
export interface Registration {
  readonly line: LineId
  readonly copyName: string
  readonly user: string
  readonly parent: LineId | null
}

/** A line that goes on where another one was left. */
export interface Continuation {
  readonly line: LineId
  readonly continues: ContinuesOp
}

/** What one applied write did, for whoever keeps something beside the state. */
export type WriteListener = (register: Register, written: Written, gone: readonly Written[]) => void

/**
 * What a client file is: the fold of the events one has, in any causal order. Only `apply` changes it, and every copy
 * that applied the same events holds the same state.
 */
export class FileState {
  /** By table, key and field: three short names are found more quickly than one address is put together. */
  readonly #tables = new Map<string, Map<string, Map<string, Register>>>()
  readonly #conflicts = new ConflictList()
  readonly #registrations = new Map<LineId, Registration>()
  readonly #continuations = new Map<LineId, Continuation>()
  #unknownOps = 0

  /** Ops of a newer engine: carried, not applied. */
  get unknownOps(): number {
    return this.#unknownOps
  }

  get conflictCount(): number {
    return this.#conflicts.count
  }

  register(table: string, key: string, field: string): Register | null {
    return this.#tables.get(table)?.get(key)?.get(field) ?? null
  }

  /** The registers in conflict, by address. */
  conflicts(): readonly Register[] {
    return this.#conflicts.all()
  }

  /** Keys in the order in which this copy learned of them. */
  keys(table: string): readonly string[] {
    return [...(this.#tables.get(table)?.keys() ?? [])]
  }

  fields(table: string, key: string): readonly string[] {
    return [...(this.#tables.get(table)?.get(key)?.keys() ?? [])]
  }

  registers(): readonly Register[] {
    return [...this.#tables.values()].flatMap((keys) =>
      [...keys.values()].flatMap((fields) => [...fields.values()]),
    )
  }

  registrations(): readonly Registration[] {
    return [...this.#registrations.values()]
  }

  continuations(): readonly Continuation[] {
    return [...this.#continuations.values()]
  }

  apply(dot: Dot, event: Event, listener: WriteListener | null = null): void {
    for (const op of event.ops) {
      if (op.kind === 'write') this.#write(dot, event, op, listener)
      else if (op.kind === 'register-copy') this.#registrations.set(dot.line, registrationOf(dot.line, op))
      else if (op.kind === 'continues') this.#continuations.set(dot.line, { line: dot.line, continues: op })
      else this.#unknownOps += 1
    }
  }

  #write(dot: Dot, event: Event, op: WriteOp, listener: WriteListener | null): void {
    const { table, key, group, field, merge } = op
    const fields = this.#fieldsOf(table, key)
    const before = fields.get(field)
    const written: Written = {
      dot,
      value: op.value,
      canonical: canonicalText(op.value),
      author: event.author,
      note: event.note,
      stamp: event.stamp,
    }
    const heads = before ? headsAfter(before.heads, written, op.supersedes) : [written]
    const address = before?.address ?? addressOf(table, key, field)
    const register: Register = { address, table, key, group, field, merge, heads }
    fields.set(field, register)
    if (heads.length > 1 && isConflict(heads)) this.#conflicts.put(register)
    else if (before && before.heads.length > 1) this.#conflicts.remove(address)
    listener?.(register, written, before ? before.heads.filter((head) => !heads.includes(head)) : [])
  }

  #fieldsOf(table: string, key: string): Map<string, Register> {
    let keys = this.#tables.get(table)
    if (!keys) this.#tables.set(table, (keys = new Map()))
    let fields = keys.get(key)
    if (!fields) keys.set(key, (fields = new Map()))
    return fields
  }
}

const registrationOf = (line: LineId, op: RegisterCopyOp): Registration => ({
  line,
  copyName: op.copyName,
  user: op.user,
  parent: op.parent,
})
