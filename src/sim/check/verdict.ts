import type { CheckId } from '../../result/check.ts'

/** What one check found. `detail` is a sentence that says what was looked at, and how much of it. */
export interface Verdict {
  readonly id: CheckId
  readonly holds: boolean
  readonly detail: string
}

/** Holds where nothing was found; otherwise the first few findings are told. */
export const verdictOf = (id: Verdict['id'], summary: string, findings: readonly string[]): Verdict => {
  if (findings.length === 0) return { id, holds: true, detail: summary }
  const more = findings.length > 3 ? `; and ${findings.length - 3} more` : ''
  return { id, holds: false, detail: `${findings.slice(0, 3).join('; ')}${more} (${summary})` }
}
