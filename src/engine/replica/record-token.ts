import { decodeEvent, type Event, type Op } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import type { CausalLogs } from '../log/index.ts'
import { parseSeen, type SeenToken, signOffField } from '../merge/index.ts'
import { type DiskRefusal, orDiskRefusal } from '../ports/index.ts'
import type { BadSeen } from './outcomes.ts'
import { type RecordId, wroteTo } from './register-address.ts'

/** The events that a record's token names. */
export interface ShownRecord {
  readonly kind: 'shown'
  readonly deletions: readonly Dot[]
  /** All but deletions. */
  readonly values: readonly Dot[]
  /** The values that a sign-off signs: all but sign-offs. */
  readonly signable: readonly Dot[]
}

/** Reads a record's token. Returns `bad-seen` if malformed, or if it names events that this copy never showed there. */
export const readRecordToken = (
  log: CausalLogs,
  record: RecordId,
  seen: SeenToken,
): ShownRecord | BadSeen | DiskRefusal =>
  // Old events are read from their files.
  orDiskRefusal(() => shownBy(log, record, seen))

const shownBy = (log: CausalLogs, record: RecordId, seen: SeenToken): ShownRecord | BadSeen => {
  const dots = parseSeen(seen)
  if (!dots) return badSeen(`"${seen}" is not a seen token: give back the one that a read printed`)
  const found = dots.map((dot) => eventsMeant(log, dot, record))
  const unknownDot = dots[found.findIndex((meant) => meant.length === 0)]
  if (unknownDot) {
    const { table, key } = record
    return badSeen(`${dotText(unknownDot)} wrote nothing to ${table}/${key} that this copy has shown`)
  }
  // A dot of a forked log may name two events. Then it shows none, and the person looks again.
  const events = found.flatMap((meant) => (meant.length === 1 ? meant : []))
  const having = (is: (op: Op) => boolean): readonly Dot[] =>
    events.flatMap(({ dot, event }) => (event.ops.some((op) => isOf(op, record) && is(op)) ? [dot] : []))
  return {
    kind: 'shown',
    deletions: having(isDeletion),
    values: having((op) => !isDeletion(op)),
    signable: having((op) => !isDeletion(op) && !isSignOff(op)),
  }
}

const eventsMeant = (log: CausalLogs, dot: Dot, record: RecordId): readonly { dot: Dot; event: Event }[] =>
  log.histories.dotsMeant(dot).flatMap((meant) => {
    const event = appliedAt(log, meant)
    return event && wroteTo(event, record) ? [{ dot: meant, event }] : []
  })

const appliedAt = (log: CausalLogs, { log: logId, seq }: Dot): Event | null =>
  log.appliedSeq(logId) < seq
    ? null
    : decodeEvent(must(log.log(logId), `log ${logId} was applied`).eventAt(seq))

const isOf = (op: Op, { table, key }: RecordId): boolean =>
  'table' in op && op.table === table && op.key === key

const isDeletion = (op: Op): boolean => op.kind === 'write' && op.merge === 'deletion'

const isSignOff = (op: Op): boolean =>
  (op.kind === 'add' || op.kind === 'remove') && op.field === signOffField

const badSeen = (detail: string): BadSeen => ({ kind: 'bad-seen', detail })
