import type { Event } from '../event/event.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { Merge, RegisterCopyOp, WriteOp } from '../event/op.ts'
import { canonicalText } from '../event/value.ts'
import { must } from '../invariant.ts'
import { ConflictList } from './conflict-list.ts'
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
  /** By table, key and field: three short names are found more quickly than one address is put together. */
  readonly #tables = new Map<string, Map<string, Map<string, Register>>>()
  readonly #conflicts = new ConflictList()
  readonly #registrations = new Map<LineId, Registration>()
  /** Where an op other than a plain field's ever wrote, by address: what the rules for records are read off. */
  readonly #ruled = new Map<Merge, Map<string, Register>>()
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

  /** The registers that an op of this kind ever wrote to, in the order in which this copy learned of them. */
  ruledBy(merge: Exclude<Merge, 'register'>): readonly Register[] {
    return [...(this.#ruled.get(merge)?.values() ?? [])].map(({ address, table, key, field }) =>
      must(this.register(table, key, field), `${address} was written`),
    )
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
    if (merge !== 'register') this.#ruledPlaces(merge).set(address, register)
    if (heads.length > 1 && isConflict(heads)) this.#conflicts.put(register)
    else if (before && before.heads.length > 1) this.#conflicts.remove(address)
    listener?.(register, written, before ? before.heads.filter((head) => !heads.includes(head)) : [])
  }

  #ruledPlaces(merge: Merge): Map<string, Register> {
    let places = this.#ruled.get(merge)
    if (!places) this.#ruled.set(merge, (places = new Map()))
    return places
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
