import type { LogBreak } from '../event/index.ts'
import type { ContinuityToken } from '../ports/index.ts'

/** How far a folder has its own line. */
export interface LogEnd {
  readonly seq: number
  readonly hashAt: (seq: number) => string
}

/**
 * Pure: why a folder's line cannot go on where it ends, or null where it can. The token never leads the folder by work of
 * its own, since it is written after the journal; and nothing that lies beyond it was ever shown to anybody. So a folder
 * that is further than its token crashed, and one that is not as far was put back.
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
