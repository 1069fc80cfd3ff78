import { decodeEvent, type Event } from '../event/event.ts'
import { type Dot, dotText } from '../event/line.ts'
import type { Op } from '../event/op.ts'
import { parseSeen, type SeenToken } from '../fold/seen.ts'
import { signOffField } from '../fold/sign-offs.ts'
import { must } from '../invariant.ts'
import type { CausalLog } from './causal-log.ts'
import type { BadSeen } from './outcomes.ts'
import { type RecordId, wroteTo } from './place.ts'

/** What a token shows of a record. */
export interface ShownRecord {
  readonly kind: 'shown'
  readonly deletions: readonly Dot[]
  /** Everything but deletions. */
  readonly values: readonly Dot[]
  /** Of these, what a sign-off signs: everything but other sign-offs. */
  readonly signable: readonly Dot[]
}

/** Reads a record's token, and says why where it is none, or names what this copy never showed there. */
export const readRecordToken = (log: CausalLog, record: RecordId, seen: SeenToken): ShownRecord | BadSeen => {
  const dots = parseSeen(seen)
  if (!dots) return badSeen(`"${seen}" is not a seen token: give back the one that a read printed`)
  const events = dots.map((dot) => ({ dot, event: appliedAt(log, dot) }))
  const stranger = events.find(({ event }) => !event || !wroteTo(event, record))
  if (stranger) {
    const { table, key } = record
    return badSeen(`${dotText(stranger.dot)} wrote nothing to ${table}/${key} that this copy has shown`)
  }
  const having = (is: (op: Op) => boolean): readonly Dot[] =>
    events.flatMap(({ dot, event }) => (event?.ops.some((op) => isOf(op, record) && is(op)) ? [dot] : []))
  return {
    kind: 'shown',
    deletions: having(isDeletion),
    values: having((op) => !isDeletion(op)),
    signable: having((op) => !isDeletion(op) && !isSignOff(op)),
  }
}

const appliedAt = (log: CausalLog, { line, seq }: Dot): Event | null =>
  log.appliedSeq(line) < seq
    ? null
    : decodeEvent(must(log.log(line), `line ${line} was applied`).eventAt(seq))

const isOf = (op: Op, { table, key }: RecordId): boolean =>
  'table' in op && op.table === table && op.key === key

const isDeletion = (op: Op): boolean => op.kind === 'write' && op.merge === 'deletion'

const isSignOff = (op: Op): boolean =>
  (op.kind === 'add' || op.kind === 'remove') && op.field === signOffField

const badSeen = (detail: string): BadSeen => ({ kind: 'bad-seen', detail })
