import { decodeEvent } from '../../event/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { type CopyState, lastSeenMs, standings, type StandingRules } from './standing.ts'
import type { Visitor } from './visitors.ts'

/** One row of the properties dialog: a copy, as it is known here. Times are milliseconds since 1970. */
export interface CopyProperties {
  readonly line: LineId
  /** Null where nobody registered the line. */
  readonly copyName: string | null
  readonly user: string | null
  readonly isThisCopy: boolean
  readonly parent: LineId | null
  /** Where it exchanges now: differs from `parent` under a temporary one. */
  readonly hangsUnder: LineId | null
  readonly state: CopyState
  /** The last sign of it that reached this copy; its own observation. */
  readonly lastSeenMs: number | null
  /** Until when deletion markers and old versions are kept for it; null where nobody waits for it. */
  readonly awaitedUntilMs: number | null
  /** Null where it is not connected here, as far as its card says. */
  readonly connected: { readonly sinceMs: number; readonly from: string | null } | null
  /** How far its line is known here. */
  readonly knownSeq: number
  /** How far of that its copy signed; what comes after is an unsigned tail. Null where nothing is signed here. */
  readonly signedSeq: number | null
  /** What it said of itself when it was here; of this copy, what is so now. Null where it never said. */
  readonly unsent: number | null
  readonly unapplied: number | null
  readonly conflicts: number | null
  /** How far each line lies durably in its folder, as it acknowledged here. */
  readonly acknowledged: Readonly<Record<string, number>> | null
  /** Events that are here and that it is not known to have. */
  readonly lacks: number | null
}

export interface PropertiesFacts {
  readonly copy: SyncCopy
  readonly visitors: readonly Visitor[]
  /** Of this copy: events that its link is not known to have. */
  readonly unsent: number
  readonly nowMs: number
  readonly rules: StandingRules
}

/** Pure: who hangs together in this file, by name. */
export const properties = (facts: PropertiesFacts): readonly CopyProperties[] => {
  const { copy, visitors, nowMs, rules } = facts
  const { hierarchy } = copy.state
  const cards = new Map(visitors.map((visitor) => [visitor.line, visitor]))
  const heard = linesOf(copy).map((line) => {
    const times = [lastStampMs(copy, line), cards.get(line)?.sinceMs, cards.get(line)?.leftMs]
    const known = times.filter((ms) => typeof ms === 'number')
    return { line, lastSeenMs: line === copy.identity.line ? nowMs : lastSeenMs(known, nowMs) }
  })
  return standings(hierarchy, heard, nowMs, rules)
    .map((standing) => {
      const card = cards.get(standing.line) ?? null
      const registration = hierarchy.registration(standing.line)
      const isThisCopy = standing.line === copy.identity.line
      return {
        ...standing,
        // Nobody waits for news of himself.
        ...(isThisCopy ? { lastSeenMs: null, awaitedUntilMs: null } : {}),
        copyName: registration?.copyName ?? null,
        user: registration?.user ?? null,
        isThisCopy,
        parent: registration?.parent ?? null,
        hangsUnder: registration?.hangsUnder ?? null,
        connected: card && card.leftMs === null ? { sinceMs: card.sinceMs, from: card.from } : null,
        knownSeq: copy.lines.receivedSeq(standing.line),
        signedSeq: copy.authorship?.signedSeq(standing.line) ?? null,
        ...reported(facts, standing.line, card),
      }
    })
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

type Reported = Pick<CopyProperties, 'unsent' | 'unapplied' | 'conflicts' | 'acknowledged' | 'lacks'>

const nothingReported: Reported = {
  unsent: null,
  unapplied: null,
  conflicts: null,
  acknowledged: null,
  lacks: null,
}

const reported = ({ copy, unsent }: PropertiesFacts, line: LineId, card: Visitor | null): Reported => {
  if (line === copy.identity.line) {
    const acknowledged = Object.fromEntries(linesOf(copy).map((each) => [each, copy.lines.receivedSeq(each)]))
    const { conflictCount } = copy.state
    return { unsent, unapplied: copy.unapplied, conflicts: conflictCount, acknowledged, lacks: 0 }
  }
  if (!card?.report) return nothingReported
  const { report } = card
  const { hierarchy } = copy.state
  const lacks = copy.lines.eventsBeyond((each) =>
    hierarchy.hasEnded(each) ? copy.lines.receivedSeq(each) : (report.acknowledged[each] ?? 0),
  )
  return { ...report, lacks }
}

const linesOf = (copy: SyncCopy): readonly LineId[] => {
  const registered = copy.state.registrations().map(({ line }) => line)
  return [...new Set([...copy.lines.heads().keys(), ...registered])].sort()
}

const lastStampMs = (copy: SyncCopy, line: LineId): number | null => {
  const log = copy.lines.log(line)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(log.seq)).stamp.ms : null
}

const nameOf = ({ copyName, line }: CopyProperties): string => `${copyName ?? ''} ${line}`
