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

/** A record's registers, by field. A number if the record is cold. */
type Fields = Map<string, Register> | number

/** For observers that keep derived data. */
export type WriteListener = (register: Register, written: Written, gone: readonly Written[]) => void

const noValues: readonly Written[] = []

// Usually a write removes none of many siblings, and the list just grows by one.
const goneOf = (before: readonly Written[], after: readonly Written[]): readonly Written[] =>
  after.length > before.length ? noValues : before.filter((sibling) => !after.includes(sibling))

/**
 * The fold over a client file's events, in any causal order. Copies that applied the same events hold the
 * same state.
 */
export class FileState {
  /** By table, key and field: three lookups of short names beat building one address. */
  readonly #tables = new Map<string, Map<string, Fields>>()
  readonly #conflicts = new ConflictList()
  readonly hierarchy: Hierarchy
  readonly #continuations = new Map<LogId, Continuation>()
  /** Registers with several values, equal or not. Only these can change their shown value without a write. */
  readonly #plural = new Map<string, Register>()
  /** Registers ever written by an op other than a plain field's. */
  readonly #ruled = new Map<Merge, Map<string, RegisterAddress>>()
  readonly #templates = new WeakSet<Written>()
  readonly collections: Collections
  readonly templateAuthors: TemplateAuthors
  readonly #timestamps: AheadTimestamps
  readonly #recordAt: ColdState['record'] | null
  #rankings = 0
  #rerankListener: (register: Register) => void = () => {}
  #unknownOps: number

  constructor(cold: ColdState | null = null) {
    this.hierarchy = cold?.hierarchy ?? new Hierarchy()
    this.collections = cold?.collections ?? new Collections()
    this.templateAuthors = cold?.templateAuthors ?? new TemplateAuthors()
    this.#timestamps = new AheadTimestamps(cold?.timestamps)
    this.#recordAt = cold?.record ?? null
    this.#unknownOps = cold?.unknownOps ?? 0
    if (cold) this.#restore(cold)
  }

  get unknownOps(): number {
    return this.#unknownOps
  }

  /** Changes whenever values are reordered without a write to their register. */
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

  /** Sorted by address. */
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

  ruledBy(merge: Exclude<Merge, 'register'>): readonly Register[] {
    return [...(this.#ruled.get(merge)?.values() ?? [])].map(({ address, table, key, field }) =>
      must(this.register(table, key, field), `${address} was written`),
    )
  }

  registrations(): readonly Registration[] {
    return this.hierarchy.registrations()
  }

  /** Called for each register whose values were reordered without a write there. */
  onRerank(listener: (register: Register) => void): void {
    this.#rerankListener = listener
  }

  /** Some receiver found the timestamp more than 15 minutes ahead. Its value ranks after all others. */
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

  /** After news about refused timestamps or template authors. */
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

  /** Template values first, values with a refused timestamp last. Otherwise the latest first. */
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
      this.#list(must(this.register(table, key, field), `${address} was saved`))
  }

  #read(table: string, key: string, number: number): Map<string, Register> {
    const { registers, templates } = must(this.#recordAt, 'a cold record has a state to come from')(number)
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

// Counts are not idempotent: a count that two people take over must count once.
const takenFrom = (event: Event, op: CollectionOp): string | null => {
  if (op.kind !== 'count') return null
  const next = event.ops[event.ops.indexOf(op) + 1]
  return next?.kind === 'take-over' ? `${dotText(next.from)}#${next.index}` : null
}
