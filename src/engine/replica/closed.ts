import type { LogId } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import type { Hierarchy } from '../merge/index.ts'

/** Why a copy accepts no writes, for now or for good. Nothing was written. */
export interface Closed {
  readonly kind: 'closed'
  readonly reason: 'abandoned' | 'left' | 'leaving' | 'locked-down' | 'reserved'
  readonly detail: string
  /** By the clock of the copy that closed it. */
  readonly sinceMs: number
  /** Another copy's exclusive use of one document or of the whole file, and its latest end. */
  readonly reserved?: { readonly subject: string; readonly untilMs: number }
}

/** Returns null if, by local knowledge, the copy that writes `logId` accepts writes. */
export const closedFor = (
  logId: LogId,
  hierarchy: Hierarchy,
  log: Pick<CausalLogs, 'isCutOff'>,
): Closed | null => {
  const abandonment = hierarchy.abandonment(logId)
  const [by] = abandonment?.by ?? []
  if (abandonment && by && log.isCutOff(logId)) {
    const detail = `this copy was abandoned by ${by.author}, and what it wrote after event ${abandonment.seq} is in rescue`
    return { kind: 'closed', reason: 'abandoned', detail, sinceMs: by.ms }
  }
  const leaving = hierarchy.leaving(logId)
  if (leaving && leaving.stage !== 'staying') {
    const detail = leaving.stage === 'left' ? 'this copy has left' : 'this copy is leaving'
    return { kind: 'closed', reason: leaving.stage, detail, sinceMs: leaving.ms }
  }
  const holder = hierarchy.isLockedDown ? hierarchy.lockDowns()[0] : undefined
  if (!holder) return null
  const detail = `the client file is locked down by ${holder.author}`
  return { kind: 'closed', reason: 'locked-down', detail, sinceMs: holder.ms }
}
