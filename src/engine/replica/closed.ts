import type { LogId } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import type { Hierarchy } from '../merge/index.ts'

/** Why nobody writes in a copy any more, or for now. Nothing was written. */
export interface Closed {
  readonly kind: 'closed'
  readonly reason: 'abandoned' | 'left' | 'leaving' | 'locked-down' | 'reserved'
  readonly detail: string
  /** By the clock of whoever ended it. */
  readonly sinceMs: number
  /** Where another copy has exclusive use: of which document, or of the whole file, and until when at most. */
  readonly reserved?: { readonly subject: string; readonly untilMs: number }
}

/** Null where the copy that writes `line` is open for work, as far as is known here. */
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
