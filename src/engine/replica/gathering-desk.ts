import { canonicalText, type GatheringOp, signedValue, type Value } from '../event/index.ts'
import { recordLife, type SeenToken, signOffField, signOffs } from '../merge/index.ts'
import { type DeskParts, refusal } from './desk.ts'
import type { Deed } from './line-writer.ts'
import type { RecordOutcome } from './outcomes.ts'
import type { Place, RecordId } from './place.ts'
import { readRecordToken } from './record-token.ts'

/** What people put into sets, count and sign: it gathers, and never conflicts. */
export class GatheringDesk {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  add(place: Place, element: Value, deed: Deed): Promise<RecordOutcome> {
    return this.#write([{ kind: 'add', ...place, element }], deed)
  }

  /** Takes an element out, as often as it was put in so far as is known here; who adds it meanwhile keeps it in. */
  remove({ table, key, field }: Place, element: Value, deed: Deed): Promise<RecordOutcome> {
    const canonical = canonicalText(element)
    const covers = this.#parts
      .state()
      .gathered.added(table, key, field)
      .filter((added) => added.canonical === canonical)
      .map(({ dot }) => dot)
    if (covers.length === 0) return pointless(`${table}/${key}.${field} does not hold that`)
    return this.#write([{ kind: 'remove', table, key, field, element, covers }], deed)
  }

  /** Counts up, or down where `by` is negative. */
  count(place: Place, by: number, deed: Deed): Promise<RecordOutcome> {
    if (!Number.isSafeInteger(by)) return pointless(`${by} cannot be counted: it is no whole number`)
    return this.#write([{ kind: 'count', ...place, by: by + 0 }], deed)
  }

  /** Signs what a record's token shows, in the author's name; what they signed of the record before is taken back. */
  sign(record: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const { table, key } = record
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return Promise.resolve(shown)
    if (shown.signable.length === 0) return pointless(`${table}/${key} has nothing that could be signed`)
    if (recordLife(this.#parts.state(), table, key).kind === 'deleted')
      return pointless(`${table}/${key} is deleted`)
    const element = signedValue(shown.signable)
    return this.#write(
      [...this.#takenBack(record, deed), { kind: 'add', ...record, field: signOffField, element }],
      deed,
    )
  }

  /** Takes back what the author signed of this record. */
  withdraw(record: RecordId, deed: Deed): Promise<RecordOutcome> {
    const ops = this.#takenBack(record, deed)
    return ops.length > 0
      ? this.#write(ops, deed)
      : pointless(`${deed.author} has signed nothing of ${record.table}/${record.key}`)
  }

  #takenBack({ table, key }: RecordId, { author }: Deed): readonly GatheringOp[] {
    const own = signOffs(this.#parts.state(), table, key).filter(({ signed }) => signed.author === author)
    return own.map(({ signed: { element, dot } }) => ({
      kind: 'remove',
      table,
      key,
      field: signOffField,
      element,
      covers: [dot],
    }))
  }

  async #write(ops: readonly GatheringOp[], deed: Deed): Promise<RecordOutcome> {
    const dot = await this.#parts.write(ops, deed)
    return 'kind' in dot ? refusal(dot) : { kind: 'acknowledged', dot }
  }
}

const pointless = (detail: string): Promise<RecordOutcome> => Promise.resolve({ kind: 'pointless', detail })
