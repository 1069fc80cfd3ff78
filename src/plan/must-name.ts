import { nearestName } from './nearest.ts'
import { ScenarioError } from './scenario-error.ts'

/** Throws ScenarioError, with the nearest known name, if the typed one is unknown. */
export const mustName = (typed: string, known: readonly string[], where: string, what: string): void => {
  if (known.includes(typed)) return
  const meant = nearestName(typed, known)
  const hint = meant
    ? `did you mean "${meant}"?`
    : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`
  throw new ScenarioError(`${where} "${typed}", but there is no such ${what}; ${hint}`)
}
