import type { Event } from '../event/event.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { RegisterCopyOp, WriteOp } from '../event/op.ts'
import { canonicalText } from '../event/value.ts'
import { addressOf, headsAfter, isConflict, type Register, type Written } from './register.ts'

/** A copy that was registered. */
export interface Registration {
  readonly line: LineId
  readonly copyName: string
  readonly user: string
  readonly parent: LineId | null
}

/** What one applied write did, for whoever keeps something beside the state. */
export type WriteListener = (register: Register, written: Written, gone: readonly Written[]) => void

/**
 * What a client file is: the fold of the events one has, in any causal order. Only `apply` changes it, and every copy
 * that applied the same events holds the same state.
 */
export class FileState {
  readonly #registers = new Map<string, Register>()
  readonly #keys = new Map<string, Map<string, string[]>>()
  readonly #conflicts = new Set<string>()
  readonly #registrations = new Map<LineId, Registration>()
  #unknownOps = 0

  /** Ops of a newer engine: carried, not applied. */
  get unknownOps(): number {
    return this.#unknownOps
  }

  get conflictCount(): number {
    return this.#conflicts.size
  }

  register(table: string, key: string, field: string): Register | null {
    return this.#registers.get(addressOf(table, key, field)) ?? null
  }

  /** The registers in conflict, by address. */
  conflicts(): readonly Register[] {
    return [...this.#conflicts].sort().flatMap((address) => this.#registers.get(address) ?? [])
  }

  /** Keys in the order in which this copy learned of them. */
  keys(table: string): readonly string[] {
    return [...(this.#keys.get(table)?.keys() ?? [])]
  }

  fields(table: string, key: string): readonly string[] {
    return this.#keys.get(table)?.get(key) ?? []
  }

  registers(): readonly Register[] {
    return [...this.#registers.values()]
  }

  registrations(): readonly Registration[] {
    return [...this.#registrations.values()]
  }

  apply(dot: Dot, event: Event, listener: WriteListener | null = null): void {
    for (const op of event.ops) {
      if (op.kind === 'write') this.#write(dot, event, op, listener)
      else if (op.kind === 'register-copy') this.#registrations.set(dot.line, registrationOf(dot.line, op))
      else this.#unknownOps += 1
    }
  }

  #write(dot: Dot, event: Event, op: WriteOp, listener: WriteListener | null): void {
    const address = addressOf(op.table, op.key, op.field)
    const before = this.#registers.get(address)
    const written: Written = {
      dot,
      value: op.value,
      canonical: canonicalText(op.value),
      author: event.author,
      note: event.note,
      stamp: event.stamp,
    }
    const heads = headsAfter(before?.heads ?? [], written, op.supersedes)
    const { table, key, group, field, merge } = op
    const register: Register = { address, table, key, group, field, merge, heads }
    this.#registers.set(address, register)
    if (!before) this.#index(op)
    if (heads.length === 1) this.#conflicts.delete(address)
    else if (isConflict(heads)) this.#conflicts.add(address)
    else this.#conflicts.delete(address)
    listener?.(register, written, before ? before.heads.filter((head) => !heads.includes(head)) : [])
  }

  #index(op: WriteOp): void {
    const keys = this.#keys.get(op.table) ?? new Map<string, string[]>()
    this.#keys.set(op.table, keys)
    const fields = keys.get(op.key)
    if (fields) fields.push(op.field)
    else keys.set(op.key, [op.field])
  }
}

const registrationOf = (line: LineId, op: RegisterCopyOp): Registration => ({
  line,
  copyName: op.copyName,
  user: op.user,
  parent: op.parent,
})
