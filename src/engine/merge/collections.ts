import {
  type AddOp,
  canonicalText,
  type CountOp,
  type Event,
  type CollectionOp,
  type RemoveOp,
  type HlcTimestamp,
  type Value,
} from '../event/index.ts'
import { compareDots, type Dot, dotText, isSameDot } from '../identifier/index.ts'
import { addressOf } from './register.ts'

export interface Added {
  readonly dot: Dot
  readonly element: Value
  readonly canonical: string
  readonly author: string
  readonly timestamp: HlcTimestamp
}

export interface Counted {
  readonly dot: Dot
  readonly author: string
  readonly timestamp: HlcTimestamp
  readonly sum: number
}

export interface Collection {
  readonly table: string
  readonly key: string
  readonly added: readonly Added[]
  /** By log, so that counts never overwrite each other. Counts taken over from rescue are keyed by their origin. */
  readonly counted: ReadonlyMap<string, Counted>
}

/**
 * In a set, an addition wins over a removal that its author was not shown. A counter is the sum over all logs. Neither
 * ever conflicts.
 */
export class Collections {
  readonly #records = new Map<string, Map<string, Collection>>()

  constructor(parts: readonly (readonly [field: string, collection: Collection])[] = []) {
    for (const [field, collection] of parts)
      this.#fieldsOf(collection.table, collection.key).set(field, collection)
  }

  /** In the order in which this copy learned of them. */
  parts(): readonly (readonly [field: string, collection: Collection])[] {
    return [...this.#records.values()].flatMap((fields) => [...fields])
  }

  /**
   * `takenFrom` names the origin of a count taken over from rescue. Several people may take it over, and it
   * counts once.
   */
  apply(dot: Dot, event: Event, op: CollectionOp, takenFrom: string | null = null): void {
    const fields = this.#fieldsOf(op.table, op.key)
    const { table, key } = op
    const before = fields.get(op.field) ?? { table, key, added: [], counted: new Map() }
    const after =
      takenFrom !== null && op.kind === 'count'
        ? { ...before, counted: countedOnce(before.counted, { dot, event, op }, takenFrom) }
        : changed(before, dot, event, op)
    fields.set(op.field, after)
  }

  /** Sorted by the text of their dots. */
  added(table: string, key: string, field: string): readonly Added[] {
    return this.#at(table, key, field)?.added ?? []
  }

  /** Sorted by canonical text. */
  elements(table: string, key: string, field: string): readonly Value[] {
    const byText = new Map(this.added(table, key, field).map((added) => [added.canonical, added.element]))
    return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, element]) => element)
  }

  total(table: string, key: string, field: string): number {
    let total = 0
    for (const { sum } of this.#at(table, key, field)?.counted.values() ?? []) total += sum
    return total
  }

  /** Everything in a record's sets and counters, except `without`. */
  ofRecord(table: string, key: string, without = ''): readonly (Added | Counted)[] {
    const fields = [...(this.#records.get(recordOf(table, key)) ?? [])]
    return fields.flatMap(([field, { added, counted }]) =>
      field === without ? [] : [...added, ...counted.values()],
    )
  }

  texts(): readonly string[] {
    return [...this.#records.values()]
      .flatMap((fields) => [...fields].map(([field, collection]) => textOf(field, collection)))
      .sort()
  }

  #at(table: string, key: string, field: string): Collection | null {
    return this.#records.get(recordOf(table, key))?.get(field) ?? null
  }

  #fieldsOf(table: string, key: string): Map<string, Collection> {
    const record = recordOf(table, key)
    let fields = this.#records.get(record)
    if (!fields) this.#records.set(record, (fields = new Map()))
    return fields
  }
}

const recordOf = (table: string, key: string): string => JSON.stringify([table, key])

const changed = (before: Collection, dot: Dot, event: Event, op: CollectionOp): Collection => {
  if (op.kind === 'count') return { ...before, counted: counting(before.counted, dot, event, op) }
  const added = op.kind === 'add' ? adding(before.added, dot, event, op) : removing(before.added, op)
  return { ...before, added }
}

const counting = (
  counted: ReadonlyMap<string, Counted>,
  dot: Dot,
  { author, timestamp }: Event,
  { by }: CountOp,
): ReadonlyMap<string, Counted> =>
  new Map(counted).set(dot.log, { dot, author, timestamp, sum: (counted.get(dot.log)?.sum ?? 0) + by })

// Keeps the smaller dot if several took over the same count, so the order of arrival does not matter.
const countedOnce = (
  counted: ReadonlyMap<string, Counted>,
  { dot, event, op }: { readonly dot: Dot; readonly event: Event; readonly op: CountOp },
  takenFrom: string,
): ReadonlyMap<string, Counted> => {
  const known = counted.get(takenFrom)
  if (known && compareDots(known.dot, dot) <= 0) return counted
  return new Map(counted).set(takenFrom, {
    dot,
    author: event.author,
    timestamp: event.timestamp,
    sum: op.by,
  })
}

const adding = (
  added: readonly Added[],
  dot: Dot,
  { author, timestamp }: Event,
  { element }: AddOp,
): readonly Added[] => {
  const canonical = canonicalText(element)
  const others = added.filter((other) => other.canonical !== canonical || !isSameDot(other.dot, dot))
  return [...others, { dot, element, canonical, author, timestamp }].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  )
}

const removing = (added: readonly Added[], { element, covers }: RemoveOp): readonly Added[] => {
  const canonical = canonicalText(element)
  return added.filter((one) => one.canonical !== canonical || !covers.some((dot) => isSameDot(dot, one.dot)))
}

const nameOf = ({ dot, canonical }: Added): string => `${dotText(dot)} ${canonical}`

const textOf = (field: string, { table, key, added, counted }: Collection): string => {
  const elements = added.map((one) => `${dotText(one.dot)}=${JSON.stringify(one.canonical)} by ${one.author}`)
  const sums = [...counted].map(([log, { sum }]) => `${log} ${sum}`).sort()
  return `${addressOf(table, key, field)}\tholds ${elements.join('\t')}\tcounts ${sums.join('\t')}`
}
