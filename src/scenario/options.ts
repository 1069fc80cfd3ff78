import { nearestName } from '../plan/nearest.ts'
import { ScenarioError } from '../plan/scenario-error.ts'

/**
 * Refuses an option that a word does not have: TypeScript sees a typo only where the author's editor runs it, and
 * Node runs scenario files without looking at their types.
 */
export const refuseUnknownOptions = (what: string, options: object, known: readonly string[]): void => {
  const typed = Object.keys(options).find((key) => !known.includes(key))
  if (typed === undefined) return
  const meant = nearestName(typed, known)
  throw new ScenarioError(
    `${what} has no option "${typed}"; ${meant ? `did you mean "${meant}"?` : `it has ${known.join(', ')}`}`,
  )
}
