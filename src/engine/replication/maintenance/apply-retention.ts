import { keepVersionsMs } from '../../document/index.ts'
import { decodeEvent } from '../../event/index.ts'
import type { Dot, LogId } from '../../identifier/index.ts'
import { awaitOrDiskRefusal, type Disk, type ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { ownFolderSession } from '../../storage/folder/index.ts'
import {
  defaultRetentionRules,
  dropVersions,
  type RetentionOutcome,
  type RetentionPlan,
  type RetentionPorts,
  type RetentionRules,
} from '../exchange/index.ts'
import {
  defaultStandingRules,
  lastSeenMs,
  readPresence,
  readPresenceThere,
  standings,
  type PresenceRecord,
} from '../presence/index.ts'

export interface RetentionParts {
  readonly copy: SyncCopy
  readonly ports: RetentionPorts & { readonly disk: Disk }
  /** A session in sync at this moment, or null. */
  readonly link: ShareSession | null
}

/**
 * Drops unneeded versions, unless the file keeps them for ever. Handles the copy's own folder and the top
 * parent's, where no program may run. Awaits only copies under that folder, since others fetch elsewhere.
 */
export const applyRetention = async (
  parts: RetentionParts,
  rules: RetentionRules = defaultRetentionRules,
): Promise<readonly RetentionOutcome[]> => {
  const { copy, ports, link } = parts
  const keepMs = keepVersionsMs(copy.state)
  if (keepMs === null) return []
  const own = copy.identity.line
  const above = copy.state.hierarchy.registration(own)?.hangsUnder ?? null
  const spent = copy.library.spentVersions()
  const outcomes: RetentionOutcome[] = []
  // The parent must know the replacements too, so an offline copy postpones this.
  if (above === null || link) {
    outcomes.push(await applyToOwn(parts, { keepMs, spent }, rules))
    copy.contents.reopen()
  }
  if (link && above !== null && isTop(copy, above)) {
    const isAcknowledged = acknowledgedUnder(above, await readPresenceThere(link), parts)
    outcomes.push(await dropVersions(link, ports, { keepMs, spent, isAcknowledged, own: null }, rules))
  }
  return outcomes
}

const applyToOwn = (
  parts: RetentionParts,
  plan: Pick<RetentionPlan, 'keepMs' | 'spent'>,
  rules: RetentionRules,
): Promise<RetentionOutcome> =>
  awaitOrDiskRefusal(() => {
    const { copy, ports } = parts
    const isAcknowledged = acknowledgedUnder(copy.identity.line, readPresence(ports.disk), parts)
    const session = ownFolderSession(ports.disk)
    return dropVersions(session, ports, { ...plan, isAcknowledged, own: copy.contents }, rules)
  })

const isTop = ({ state }: SyncCopy, logId: LogId): boolean =>
  state.hierarchy.registration(logId)?.hangsUnder === null

/**
 * Whether every awaited copy under `parent`, except the author, has acknowledged an event. `standings`
 * limits how long a copy is awaited. In a forked log, acknowledgements are ambiguous and do not count.
 * Pure.
 */
const acknowledgedUnder = (
  parent: LogId,
  presence: readonly PresenceRecord[],
  { copy, ports }: RetentionParts,
): RetentionPlan['isAcknowledged'] => {
  const { hierarchy } = copy.state
  const records = new Map(presence.map((record) => [record.log, record]))
  const waitedFor = awaitedUnder(parent, records, { copy, ports }).filter(
    (logId) => logId !== copy.identity.line,
  )
  return ({ log: logId, seq }: Dot): boolean => {
    if (copy.logs.isForked(copy.logs.rootOf(logId))) return waitedFor.length === 0
    return waitedFor.every((each) => {
      if (each === logId) return true
      const report = records.get(each)?.report ?? null
      // Presence records omit ended logs.
      return report !== null && (hierarchy.hasEnded(logId) || (report.acknowledged[logId] ?? 0) >= seq)
    })
  }
}

const awaitedUnder = (
  parent: LogId,
  records: ReadonlyMap<string, PresenceRecord>,
  { copy, ports }: Pick<RetentionParts, 'copy' | 'ports'>,
): readonly LogId[] => {
  const { hierarchy } = copy.state
  const nowMs = ports.clock.nowMs()
  const seen = hierarchy
    .registrations()
    .filter((each) => each.parent === parent || each.hangsUnder === parent)
    .map(({ log: logId }) => {
      const record = records.get(logId)
      const times = [lastTimestampMs(copy, logId), record?.sinceMs, record?.leftMs]
      return {
        logId,
        lastSeenMs: lastSeenMs(
          times.filter((ms) => typeof ms === 'number'),
          nowMs,
        ),
      }
    })
  return standings(hierarchy, seen, nowMs, defaultStandingRules).flatMap(({ line: logId, awaitedUntilMs }) =>
    awaitedUntilMs === null ? [] : [logId],
  )
}

const lastTimestampMs = (copy: SyncCopy, logId: LogId): number | null => {
  const log = copy.logs.log(logId)
  return log && log.seq > 0 ? decodeEvent(log.eventAt(log.seq)).timestamp.ms : null
}
