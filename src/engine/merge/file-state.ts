import {
  canonicalText,
  type Event,
  type GatheringOp,
  isGathering,
  type Merge,
  type Op,
  type WriteOp,
} from '../event/index.ts'
import { type Dot, dotText, type LineId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { AheadStamps } from './ahead-stamps.ts'
import { ConflictList } from './conflict-list.ts'
import { Gathered } from './gathered.ts'
import { Hierarchy, type Registration } from './hierarchy.ts'
import {
  addressOf,
  headsAfter,
  isConflict,
  latestFirst,
  type Register,
  type ShownOrder,
  type Written,
} from './register.ts'
import type { Continuation, RegisterPlace, RestingState, StateParts } from './resting-state.ts'
import { TemplateAuthors } from './template-authors.ts'

/** A record's registers, by field; a number where they rest and were not read yet. */
type Fields = Map<string, Register> | number

/** What one applied write did, for whoever keeps something beside the state. */
export type WriteListener = (register: Register, written: Written, gone: readonly Written[]) => void

const noValues: readonly Written[] = []

// Of many values that stand side by side mostly none goes: the next one is longer by the one that came.
const goneOf = (before: readonly Written[], after: readonly Written[]): readonly Written[] =>
  after.length > before.length ? noValues : before.filter((head) => !after.includes(head))

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
  readonly #continuations = new Map<LineId, Continuation>()
  /** By address, those in which several values stand, alike or not: what can come to show another value unwritten. */
  readonly #plural = new Map<string, Register>()
  /** Where an op other than a plain field's ever wrote, by address: what the rules for records are read off. */
  readonly #ruled = new Map<Merge, Map<string, RegisterPlace>>()
  readonly #templates = new WeakSet<Written>()
  /** Sets and counters: what gathers, and is never in conflict. */
  readonly gathered: Gathered
  readonly templateAuthors: TemplateAuthors
  readonly #stamps: AheadStamps
  readonly #recordAt: RestingState['record'] | null
  #rankings = 0
  #rerankListener: (register: Register) => void = () => {}
  #unknownOps: number

  /** `resting` is a state that was written down, and is gone on with. */
  constructor(resting: RestingState | null = null) {
    this.hierarchy = resting?.hierarchy ?? new Hierarchy()
    this.gathered = resting?.gathered ?? new Gathered()
    this.templateAuthors = resting?.templateAuthors ?? new TemplateAuthors()
    this.#stamps = new AheadStamps(resting?.stamps)
    this.#recordAt = resting?.record ?? null
    this.#unknownOps = resting?.unknownOps ?? 0
    if (resting) this.#takeUp(resting)
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
      ruled: [...this.#ruled].map(([merge, places]) => [merge, [...places.values()]] as const),
      isTemplate: (written) => this.#templates.has(written),
      continuations: this.continuations(),
      hierarchy: this.hierarchy,
      gathered: this.gathered,
      templateAuthors: this.templateAuthors,
      stamps: this.#stamps.parts(),
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
  isStampAhead(dot: Dot): boolean {
    return this.#stamps.isAhead(dot)
  }

  refusedStamps(): readonly string[] {
    return this.#stamps.texts()
  }

  continuations(): readonly Continuation[] {
    return [...this.#continuations.values()]
  }

  apply(dot: Dot, event: Event, listener: WriteListener | null = null): void {
    if (this.#stamps.applied(dot, event)) this.#rerank()
    for (const op of event.ops) {
      if (op.kind === 'write') this.#write(dot, event, op, listener)
      else this.#note(dot, event, op)
    }
  }

  #note(dot: Dot, event: Event, op: Exclude<Op, WriteOp>): void {
    if (op.kind === 'unknown') this.#unknownOps += 1
    else if (isGathering(op)) this.gathered.apply(dot, event, op, takenFrom(event, op))
    else if (op.kind === 'template-author') {
      if (this.templateAuthors.named(event.author, op.user)) this.#rerank()
    } else if (op.kind === 'register-copy') {
      this.hierarchy.register(dot.line, op)
      if (this.templateAuthors.registered(op)) this.#rerank()
    } else if (op.kind === 'continues') this.#continuations.set(dot.line, { line: dot.line, continues: op })
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
      stamp: event.stamp,
    }
    if (merge === 'template') this.#templates.add(written)
    const heads = before ? headsAfter(before.heads, written, op.supersedes, this.#order) : [written]
    const address = before?.address ?? addressOf(table, key, field)
    const register: Register = { address, table, key, group, field, merge, heads }
    fields.set(field, register)
    if (merge !== 'register') this.#ruledPlaces(merge).set(address, register)
    if (heads.length > 1) this.#list(register)
    else if (before && before.heads.length > 1) this.#unlist(address)
    listener?.(register, written, before ? goneOf(before.heads, heads) : noValues)
  }

  #list(register: Register): void {
    this.#plural.set(register.address, register)
    if (isConflict(register.heads)) this.#conflicts.put(register)
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
      const heads = before.heads.toSorted(this.#order)
      if (heads.every((head, place) => head === before.heads[place])) continue
      const register = { ...before, heads }
      this.#fieldsOf(before.table, before.key).set(before.field, register)
      this.#list(register)
      this.#rerankListener(register)
    }
  }

  /** A template's value first, a value whose stamp was refused last, and otherwise the latest first. */
  readonly #order: ShownOrder = (a, b) => this.#rank(a) - this.#rank(b) || latestFirst(a, b)

  #rank(written: Written): number {
    if (this.#templates.has(written) && this.templateAuthors.isAuthor(written.author)) return 0
    return this.#stamps.isAhead(written.dot) ? 2 : 1
  }

  #takeUp({ tables, plural, ruled, continuations }: RestingState): void {
    for (const [table, keys] of tables) this.#tables.set(table, keys)
    for (const [merge, places] of ruled)
      this.#ruled.set(merge, new Map(places.map((place) => [place.address, place])))
    for (const continuation of continuations) this.#continuations.set(continuation.line, continuation)
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

  #ruledPlaces(merge: Merge): Map<string, RegisterPlace> {
    let places = this.#ruled.get(merge)
    if (!places) this.#ruled.set(merge, (places = new Map()))
    return places
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
const takenFrom = (event: Event, op: GatheringOp): string | null => {
  if (op.kind !== 'count') return null
  const next = event.ops[event.ops.indexOf(op) + 1]
  return next?.kind === 'take-over' ? `${dotText(next.from)}#${next.index}` : null
}
