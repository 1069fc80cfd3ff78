import type { LogBreak } from '../event/index.ts'
import type { ContinuityToken } from '../ports/index.ts'

/** How far a folder holds its own log. */
export interface LogEnd {
  readonly seq: number
  readonly hashAt: (seq: number) => string
}

/**
 * Pure. Why a folder must not extend its log, or null. The token is written after the journal and before
 * publishing. So a folder ahead of its token has crashed, and one behind it was restored from a backup.
 */
export const logBreakOf = (
  end: LogEnd,
  token: ContinuityToken | null,
  isWrittenElsewhere: boolean,
): LogBreak | null => {
  if (!token) return 'unknown-here'
  if (isWrittenElsewhere) return 'copied'
  if (token.seq > end.seq) return 'rolled-back'
  return end.hashAt(token.seq) === token.hash ? null : 'other-history'
}
