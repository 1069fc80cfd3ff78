import { decodeEvent } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import type { PresenceRecord } from './presence-record.ts'
import { type CopyState, lastSeenMs, standings, type StandingRules } from './standing.ts'

/** One row of the properties dialog: a copy, as known here. Times are milliseconds since 1970. */
export interface CopyProperties {
  readonly line: LogId
  /** Null if the log is not registered. */
  readonly copyName: string | null
  readonly user: string | null
  readonly isThisCopy: boolean
  readonly parent: LogId | null
  /** Present exchange partner. Differs from `parent` under a temporary one. */
  readonly hangsUnder: LogId | null
  readonly state: CopyState
  /** Last sign of life that reached this copy. Local observation. */
  readonly lastSeenMs: number | null
  /** The time until which others keep deletion markers and old versions for this copy. Null if nobody waits for it. */
  readonly awaitedUntilMs: number | null
  /** Null if not connected here, by its presence record. */
  readonly connected: { readonly sinceMs: number; readonly from: string | null } | null
  readonly knownSeq: number
  /** Signed part of its log. The rest is an unsigned tail. Null if unsigned. */
  readonly signedSeq: number | null
  /** As last reported. For this copy, the present values. Null without a report. */
  readonly unsent: number | null
  readonly unapplied: number | null
  readonly conflicts: number | null
  /** Durable sequence number of each log in its folder. */
  readonly acknowledged: Readonly<Record<string, number>> | null
  /** Local events that it has not acknowledged. */
  readonly lacks: number | null
}

export interface PropertiesFacts {
  readonly copy: SyncCopy
  readonly presence: readonly PresenceRecord[]
  /** Of this copy. */
  readonly unsent: number
  readonly nowMs: number
  readonly rules: StandingRules
}

/** Lists the file's copies, sorted by name. Pure. */
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
        knownSeq: copy.logs.receivedSeq(standing.line),
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
    const acknowledged = Object.fromEntries(logIdsOf(copy).map((each) => [each, copy.logs.receivedSeq(each)]))
    const { conflictCount } = copy.state
    return { unsent, unapplied: copy.unapplied, conflicts: conflictCount, acknowledged, lacks: 0 }
  }
  if (!record?.report) return nothingReported
  const { report } = record
  const { hierarchy } = copy.state
  const lacks = copy.logs.eventsBeyond((each) =>
    hierarchy.hasEnded(each) ? copy.logs.receivedSeq(each) : (report.acknowledged[each] ?? 0),
  )
  return { ...report, lacks }
}

const logIdsOf = (copy: SyncCopy): readonly LogId[] => {
  const registered = copy.state.registrations().map(({ log: logId }) => logId)
  return [...new Set([...copy.logs.versions().keys(), ...registered])].sort()
}

const lastTimestampMs = (copy: SyncCopy, logId: LogId): number | null => {
  const log = copy.logs.log(logId)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(log.seq)).timestamp.ms : null
}

const nameOf = ({ copyName, line: logId }: CopyProperties): string => `${copyName ?? ''} ${logId}`
