import { decodeEvent } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import type { PresenceRecord } from './presence-record.ts'
import { type CopyState, lastSeenMs, standings, type StandingRules } from './standing.ts'

/** One row of the properties dialog: a copy, as it is known here. Times are milliseconds since 1970. */
export interface CopyProperties {
  readonly line: LogId
  /** Null where nobody registered the line. */
  readonly copyName: string | null
  readonly user: string | null
  readonly isThisCopy: boolean
  readonly parent: LogId | null
  /** Where it exchanges now: differs from `parent` under a temporary one. */
  readonly hangsUnder: LogId | null
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
  readonly presence: readonly PresenceRecord[]
  /** Of this copy: events that its link is not known to have. */
  readonly unsent: number
  readonly nowMs: number
  readonly rules: StandingRules
}

/** Pure: who hangs together in this file, by name. */
export const properties = (facts: PropertiesFacts): readonly CopyProperties[] => {
  const { copy, presence, nowMs, rules } = facts
  const { hierarchy } = copy.state
  const records = new Map(presence.map((record) => [record.log, record]))
  const seen = logIdsOf(copy).map((logId) => {
    const times = [lastTimestampMs(copy, logId), records.get(logId)?.sinceMs, records.get(logId)?.leftMs]
    const known = times.filter((ms) => typeof ms === 'number')
    return { logId, lastSeenMs: logId === copy.identity.line ? nowMs : lastSeenMs(known, nowMs) }
  })
  return standings(hierarchy, seen, nowMs, rules)
    .map((standing) => {
      const presenceRecord = records.get(standing.line) ?? null
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
        connected:
          presenceRecord && presenceRecord.leftMs === null
            ? { sinceMs: presenceRecord.sinceMs, from: presenceRecord.from }
            : null,
        knownSeq: copy.lines.receivedSeq(standing.line),
        signedSeq: copy.authorship?.signedSeq(standing.line) ?? null,
        ...reported(facts, standing.line, presenceRecord),
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

const reported = (
  { copy, unsent }: PropertiesFacts,
  logId: LogId,
  record: PresenceRecord | null,
): Reported => {
  if (logId === copy.identity.line) {
    const acknowledged = Object.fromEntries(
      logIdsOf(copy).map((each) => [each, copy.lines.receivedSeq(each)]),
    )
    const { conflictCount } = copy.state
    return { unsent, unapplied: copy.unapplied, conflicts: conflictCount, acknowledged, lacks: 0 }
  }
  if (!record?.report) return nothingReported
  const { report } = record
  const { hierarchy } = copy.state
  const lacks = copy.lines.eventsBeyond((each) =>
    hierarchy.hasEnded(each) ? copy.lines.receivedSeq(each) : (report.acknowledged[each] ?? 0),
  )
  return { ...report, lacks }
}

const logIdsOf = (copy: SyncCopy): readonly LogId[] => {
  const registered = copy.state.registrations().map(({ log: logId }) => logId)
  return [...new Set([...copy.lines.versions().keys(), ...registered])].sort()
}

const lastTimestampMs = (copy: SyncCopy, logId: LogId): number | null => {
  const log = copy.lines.log(logId)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(log.seq)).timestamp.ms : null
}

const nameOf = ({ copyName, line: logId }: CopyProperties): string => `${copyName ?? ''} ${logId}`
