import { canonicalText, type CollectionOp, signedValue, type Value } from '../event/index.ts'
import { recordLife, type SeenToken, signOffField, signOffs } from '../merge/index.ts'
import type { UserAction } from './log-writer.ts'
import type { RecordOutcome } from './outcomes.ts'
import { readRecordToken } from './record-token.ts'
import type { RegisterAddress, RecordId } from './register-address.ts'
import { type WriteContext, refusal } from './register-writer.ts'

/** Writes to sets, counters and sign-offs, which merge without conflicts. */
export class CollectionWriter {
  readonly #parts: WriteContext

  constructor(parts: WriteContext) {
    this.#parts = parts
  }

  add(address: RegisterAddress, element: Value, action: UserAction): Promise<RecordOutcome> {
    return this.#write([{ kind: 'add', ...address, element }], action)
  }

  /** Removes the additions of an element that are known here. A concurrent addition keeps it in the set. */
  remove({ table, key, field }: RegisterAddress, element: Value, action: UserAction): Promise<RecordOutcome> {
    const canonical = canonicalText(element)
    const covers = this.#parts
      .state()
      .collections.added(table, key, field)
      .filter((added) => added.canonical === canonical)
      .map(({ dot }) => dot)
    if (covers.length === 0) return pointless(`${table}/${key}.${field} does not hold that`)
    return this.#write([{ kind: 'remove', table, key, field, element, covers }], action)
  }

  /** `by` may be negative. */
  count(address: RegisterAddress, by: number, action: UserAction): Promise<RecordOutcome> {
    if (!Number.isSafeInteger(by)) return pointless(`${by} cannot be counted: it is no whole number`)
    return this.#write([{ kind: 'count', ...address, by: by + 0 }], action)
  }

  /** Signs the values that a record's token shows, and withdraws the author's earlier signatures of that record. */
  sign(record: RecordId, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    const { table, key } = record
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return Promise.resolve(shown)
    if (shown.signable.length === 0) return pointless(`${table}/${key} has nothing that could be signed`)
    if (recordLife(this.#parts.state(), table, key).kind === 'deleted')
      return pointless(`${table}/${key} is deleted`)
    const element = signedValue(shown.signable)
    return this.#write(
      [...this.#takenBack(record, action), { kind: 'add', ...record, field: signOffField, element }],
      action,
    )
  }

  withdraw(record: RecordId, action: UserAction): Promise<RecordOutcome> {
    const ops = this.#takenBack(record, action)
    return ops.length > 0
      ? this.#write(ops, action)
      : pointless(`${action.author} has signed nothing of ${record.table}/${record.key}`)
  }

  #takenBack({ table, key }: RecordId, { author }: UserAction): readonly CollectionOp[] {
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

  async #write(ops: readonly CollectionOp[], action: UserAction): Promise<RecordOutcome> {
    const dot = await this.#parts.write(ops, action)
    return 'kind' in dot ? refusal(dot) : { kind: 'acknowledged', dot }
  }
}

const pointless = (detail: string): Promise<RecordOutcome> => Promise.resolve({ kind: 'pointless', detail })
