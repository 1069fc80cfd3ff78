import {
  canonicalText,
  type Event,
  type CollectionOp,
  isCollectionOp,
  type Merge,
  type Op,
  type WriteOp,
} from '../event/index.ts'
import { type Dot, dotText, type LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { AheadTimestamps } from './ahead-timestamps.ts'
import type { Continuation, RegisterAddress, ColdState, StateParts } from './cold-state.ts'
import { Collections } from './collections.ts'
import { ConflictList } from './conflict-list.ts'
import { Hierarchy, type Registration } from './hierarchy.ts'
import {
  addressOf,
  siblingsAfter,
  isConflict,
  latestFirst,
  type Register,
  type ShownOrder,
  type Written,
} from './register.ts'
import { TemplateAuthors } from './template-authors.ts'

/** A record's registers, by field; a number where they rest and were not read yet. */
type Fields = Map<string, Register> | number

/** What one applied write did, for whoever keeps something beside the state. */
export type WriteListener = (register: Register, written: Written, gone: readonly Written[]) => void

const noValues: readonly Written[] = []

// Of many values that stand side by side mostly none goes: the next one is longer by the one that came.
const goneOf = (before: readonly Written[], after: readonly Written[]): readonly Written[] =>
  after.length > before.length ? noValues : before.filter((sibling) => !after.includes(sibling))

/**
 * What a client file is: the fold of the events one has, in any causal order. Only `apply` changes it, and every copy
 * that applied the same events holds the same state.
 */
export class FileState {
  /** By table, key and field: three short names are found more quickly than one address is put together. */
  readonly #tables = new Map<string, Map<string, Fields>>()
  readonly #conflicts = new ConflictList()
  /** Which copies there are, and what came to its end. */
  readonly hierarchy: Hierarchy
  readonly #continuations = new Map<LogId, Continuation>()
  /** By address, those in which several values stand, alike or not: what can come to show another value unwritten. */
  readonly #plural = new Map<string, Register>()
  /** Where an op other than a plain field's ever wrote, by address: what the rules for records are read off. */
  readonly #ruled = new Map<Merge, Map<string, RegisterAddress>>()
  readonly #templates = new WeakSet<Written>()
  /** Sets and counters: what gathers, and is never in conflict. */
  readonly collections: Collections
  readonly templateAuthors: TemplateAuthors
  readonly #timestamps: AheadTimestamps
  readonly #recordAt: ColdState['record'] | null
  #rankings = 0
  #rerankListener: (register: Register) => void = () => {}
  #unknownOps: number

  /** `resting` is a state that was written down, and is gone on with. */
  constructor(cold: ColdState | null = null) {
    this.hierarchy = cold?.hierarchy ?? new Hierarchy()
    this.collections = cold?.collections ?? new Collections()
    this.templateAuthors = cold?.templateAuthors ?? new TemplateAuthors()
    this.#timestamps = new AheadTimestamps(cold?.timestamps)
    this.#recordAt = cold?.record ?? null
    this.#unknownOps = cold?.unknownOps ?? 0
    if (cold) this.#restore(cold)
  }

  /** Ops of a newer engine: carried, not applied. */
  get unknownOps(): number {
    return this.#unknownOps
  }

  /** Changes whenever the order among values did, other than by a write among them. */
  get rankings(): number {
    return this.#rankings
  }

  get conflictCount(): number {
    return this.#conflicts.count
  }

  register(table: string, key: string, field: string): Register | null {
    const fields = this.#tables.get(table)?.get(key)
    return (typeof fields === 'number' ? this.#read(table, key, fields) : fields)?.get(field) ?? null
  }

  parts(): StateParts {
    const records = [...this.#tables].map(
      ([table, keys]) =>
        [
          table,
          [...keys.keys()].map((key) => [key, [...this.#fieldsOf(table, key).values()]] as const),
        ] as const,
    )
    return {
      records,
      plural: [...this.#plural.values()],
      ruled: [...this.#ruled].map(([merge, addresses]) => [merge, [...addresses.values()]] as const),
      isTemplate: (written) => this.#templates.has(written),
      continuations: this.continuations(),
      hierarchy: this.hierarchy,
      collections: this.collections,
      templateAuthors: this.templateAuthors,
      timestamps: this.#timestamps.parts(),
      unknownOps: this.#unknownOps,
    }
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
    return this.#tables.get(table)?.has(key) ? [...this.#fieldsOf(table, key).keys()] : []
  }

  registers(): readonly Register[] {
    return [...this.#tables].flatMap(([table, keys]) =>
      [...keys.keys()].flatMap((key) => [...this.#fieldsOf(table, key).values()]),
    )
  }

  /** The registers that an op of this kind ever wrote to, in the order in which this copy learned of them. */
  ruledBy(merge: Exclude<Merge, 'register'>): readonly Register[] {
    return [...(this.#ruled.get(merge)?.values() ?? [])].map(({ address, table, key, field }) =>
      must(this.register(table, key, field), `${address} was written`),
    )
  }

  registrations(): readonly Registration[] {
    return this.hierarchy.registrations()
  }

  /** The listener is told of each register that came to show its values in another order though nobody wrote there. */
  onRerank(listener: (register: Register) => void): void {
    this.#rerankListener = listener
  }

  /** The stamp lay more than 15 minutes ahead for somebody who received it: its value is shown after all others. */
  isTimestampAhead(dot: Dot): boolean {
    return this.#timestamps.isAhead(dot)
  }

  refusedTimestamps(): readonly string[] {
    return this.#timestamps.texts()
  }

  continuations(): readonly Continuation[] {
    return [...this.#continuations.values()]
  }

  apply(dot: Dot, event: Event, listener: WriteListener | null = null): void {
    if (this.#timestamps.applied(dot, event)) this.#rerank()
    for (const op of event.ops) {
      if (op.kind === 'write') this.#write(dot, event, op, listener)
      else this.#note(dot, event, op)
    }
  }

  #note(dot: Dot, event: Event, op: Exclude<Op, WriteOp>): void {
    if (op.kind === 'unknown') this.#unknownOps += 1
    else if (isCollectionOp(op)) this.collections.apply(dot, event, op, takenFrom(event, op))
    else if (op.kind === 'template-author') {
      if (this.templateAuthors.named(event.author, op.user)) this.#rerank()
    } else if (op.kind === 'register-copy') {
      this.hierarchy.register(dot.log, op)
      if (this.templateAuthors.registered(op)) this.#rerank()
    } else if (op.kind === 'continues') this.#continuations.set(dot.log, { log: dot.log, continues: op })
    else if (op.kind !== 'line-key') this.hierarchy.apply(dot, event, op)
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
      timestamp: event.timestamp,
    }
    if (merge === 'template') this.#templates.add(written)
    const siblings = before ? siblingsAfter(before.siblings, written, op.supersedes, this.#order) : [written]
    const address = before?.address ?? addressOf(table, key, field)
    const register: Register = { address, table, key, group, field, merge, siblings }
    fields.set(field, register)
    if (merge !== 'register') this.#ruledAddresses(merge).set(address, register)
    if (siblings.length > 1) this.#list(register)
    else if (before && before.siblings.length > 1) this.#unlist(address)
    listener?.(register, written, before ? goneOf(before.siblings, siblings) : noValues)
  }

  #list(register: Register): void {
    this.#plural.set(register.address, register)
    if (isConflict(register.siblings)) this.#conflicts.put(register)
    else this.#conflicts.remove(register.address)
  }

  #unlist(address: string): void {
    this.#plural.delete(address)
    this.#conflicts.remove(address)
  }

  /** Puts the values that stand side by side in order again, after something was learned about stamps or authors. */
  #rerank(): void {
    this.#rankings += 1
    for (const before of [...this.#plural.values()]) {
      const siblings = before.siblings.toSorted(this.#order)
      if (siblings.every((sibling, index) => sibling === before.siblings[index])) continue
      const register = { ...before, siblings }
      this.#fieldsOf(before.table, before.key).set(before.field, register)
      this.#list(register)
      this.#rerankListener(register)
    }
  }

  /** A template's value first, a value whose stamp was refused last, and otherwise the latest first. */
  readonly #order: ShownOrder = (a, b) => this.#rank(a) - this.#rank(b) || latestFirst(a, b)

  #rank(written: Written): number {
    if (this.#templates.has(written) && this.templateAuthors.isAuthor(written.author)) return 0
    return this.#timestamps.isAhead(written.dot) ? 2 : 1
  }

  #restore({ tables, plural, ruled, continuations }: ColdState): void {
    for (const [table, keys] of tables) this.#tables.set(table, keys)
    for (const [merge, addresses] of ruled)
      this.#ruled.set(merge, new Map(addresses.map((address) => [address.address, address])))
    for (const continuation of continuations) this.#continuations.set(continuation.log, continuation)
    for (const { address, table, key, field } of plural)
      this.#list(must(this.register(table, key, field), `${address} was written down`))
  }

  #read(table: string, key: string, number: number): Map<string, Register> {
    const { registers, templates } = must(this.#recordAt, 'a record rests')(number)
    const fields = new Map(registers.map((register) => [register.field, register]))
    this.#tables.get(table)?.set(key, fields)
    for (const written of templates) this.#templates.add(written)
    return fields
  }

  #ruledAddresses(merge: Merge): Map<string, RegisterAddress> {
    let addresses = this.#ruled.get(merge)
    if (!addresses) this.#ruled.set(merge, (addresses = new Map()))
    return addresses
  }

  #fieldsOf(table: string, key: string): Map<string, Register> {
    let keys = this.#tables.get(table)
    if (!keys) this.#tables.set(table, (keys = new Map()))
    let fields = keys.get(key)
    if (fields === undefined) keys.set(key, (fields = new Map()))
    return typeof fields === 'number' ? this.#read(table, key, fields) : fields
  }
}

// Counts alone are not the same done twice: two who take over one of them must not have it counted twice.
const takenFrom = (event: Event, op: CollectionOp): string | null => {
  if (op.kind !== 'count') return null
  const next = event.ops[event.ops.indexOf(op) + 1]
  return next?.kind === 'take-over' ? `${dotText(next.from)}#${next.index}` : null
}
