import type { CheckKey } from '../../plan/definitions/check/index.ts'

/** `detail` is a sentence about the scope and amount of evidence. */
export interface Judgement {
  readonly holds: boolean
  readonly detail: string
}

export interface Verdict extends Judgement {
  readonly id: CheckKey
}

/** Holds if there are no findings; otherwise reports the first few. */
export const judgementOf = (summary: string, findings: readonly string[]): Judgement => {
  if (findings.length === 0) return { holds: true, detail: summary }
  const more = findings.length > 3 ? `; and ${findings.length - 3} more` : ''
  return { holds: false, detail: `${findings.slice(0, 3).join('; ')}${more} (${summary})` }
}
