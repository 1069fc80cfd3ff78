import { decodeEvent } from '../event/event.ts'
import { type Dot, dotText } from '../event/line.ts'
import type { Op } from '../event/op.ts'
import { deletedValue, type Value } from '../event/value.ts'
import { markField, recordLife, type RecordLife, shownDotsOf } from '../fold/record-life.ts'
import { parseSeen, seenToken, type SeenToken } from '../fold/seen.ts'
import { must } from '../invariant.ts'
import { DiskTrouble } from '../ports/disk.ts'
import { type DeskParts, refusal } from './desk.ts'
import type { Deed } from './line-writer.ts'
import type { RecordOutcome } from './outcomes.ts'
import { type RecordId, writeOf, wroteTo } from './place.ts'

/** What a reader sees of a record as a whole, and the token that deleting or signing it gives back. */
export interface RecordReading {
  readonly life: RecordLife
  readonly seen: SeenToken
}

/** What people do to whole records: each deed covers exactly what its author was shown of the record. */
export class RecordDesk {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  read({ table, key }: RecordId): RecordReading {
    const { state } = this.#parts
    const marks = state.register(table, key, markField)?.heads.map(({ dot }) => dot) ?? []
    const seen = seenToken([...shownDotsOf(state, table, key), ...marks])
    return { life: recordLife(state, table, key), seen }
  }

  /** Deletes the values that were shown. What nobody showed its author stands, and keeps the record, marked. */
  async delete(record: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const shown = this.#shown(record, seen)
    if (!('marks' in shown)) return shown
    if (shown.values.length === 0) return pointless(record, 'has nothing that could be deleted')
    return this.#mark(record, { value: deletedValue(shown.values), supersedes: shown.marks }, deed)
  }

  /** Takes the deletion back that was shown, of a record that is gone or that somebody else kept. */
  async restore(record: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const shown = this.#shown(record, seen)
    if (!('marks' in shown)) return shown
    if (shown.marks.length === 0) return pointless(record, 'was not deleted, so far as was shown')
    return this.#mark(record, { value: { kind: 'nothing' }, supersedes: shown.marks }, deed)
  }

  #mark(
    record: RecordId,
    { value, supersedes }: { value: Value; supersedes: readonly Dot[] },
    deed: Deed,
  ): Promise<RecordOutcome> {
    const op = writeOf({ ...record, field: markField }, value, supersedes)
    return this.#write([{ ...op, merge: 'mark', resolves: supersedes.length > 1 }], deed)
  }

  async #write(ops: readonly Op[], deed: Deed): Promise<RecordOutcome> {
    const dot = await this.#parts.write(ops, deed)
    return dot instanceof DiskTrouble ? refusal(dot) : { kind: 'acknowledged', dot }
  }

  /** What a token shows of the record: marks of deletion, and all other values. */
  #shown(
    record: RecordId,
    seen: SeenToken,
  ): { readonly marks: readonly Dot[]; readonly values: readonly Dot[] } | RecordOutcome {
    const dots = parseSeen(seen)
    if (!dots) return badSeen(`"${seen}" is not a seen token: give back the one that a read printed`)
    const stranger = dots.find((dot) => !this.#wroteTo(dot, record))
    if (stranger) {
      return badSeen(
        `${dotText(stranger)} wrote nothing to ${record.table}/${record.key} that this copy has shown`,
      )
    }
    const marks = dots.filter((dot) => this.#isMark(dot, record))
    return { marks, values: dots.filter((dot) => !marks.includes(dot)) }
  }

  #isMark(dot: Dot, record: RecordId): boolean {
    return this.#eventAt(dot).ops.some(
      (op) =>
        op.kind === 'write' && op.merge === 'mark' && op.table === record.table && op.key === record.key,
    )
  }

  #wroteTo(dot: Dot, record: RecordId): boolean {
    const { log } = this.#parts
    return log.appliedSeq(dot.line) >= dot.seq && wroteTo(this.#eventAt(dot), record)
  }

  #eventAt({ line, seq }: Dot) {
    return decodeEvent(must(this.#parts.log.log(line), `line ${line} was applied`).eventAt(seq))
  }
}

const badSeen = (detail: string): RecordOutcome => ({ kind: 'bad-seen', detail })

const pointless = ({ table, key }: RecordId, why: string): RecordOutcome => ({
  kind: 'pointless',
  detail: `${table}/${key} ${why}`,
})
