import type { CheckId } from '../../result/check.ts'

/** The result of one check. `detail` is a sentence about the scope and amount of evidence. */
export interface Verdict {
  readonly id: CheckId
  readonly holds: boolean
  readonly detail: string
}

/** Holds if there are no findings; otherwise reports the first few. */
export const verdictOf = (id: Verdict['id'], summary: string, findings: readonly string[]): Verdict => {
  if (findings.length === 0) return { id, holds: true, detail: summary }
  const more = findings.length > 3 ? `; and ${findings.length - 3} more` : ''
  return { id, holds: false, detail: `${findings.slice(0, 3).join('; ')}${more} (${summary})` }
}
