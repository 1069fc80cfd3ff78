import { nearestName } from './nearest.ts'
import { ScenarioError } from './scenario-error.ts'

/**
 * Refuses an unknown option. TypeScript reports such a typo in the author's editor only: Node strips the
 * types of scenario files.
 */
export const refuseUnknownOptions = (what: string, options: unknown, known: readonly string[]): void => {
  if (typeof options !== 'object' || options === null)
    throw new ScenarioError(`${what} has no options; write { … } with some of ${known.join(', ')}`)
  const typed = Object.keys(options).find((key) => !known.includes(key))
  if (typed === undefined) return
  const meant = nearestName(typed, known)
  throw new ScenarioError(
    `${what} has no option "${typed}"; ${meant ? `did you mean "${meant}"?` : `it has ${known.join(', ')}`}`,
  )
}

/** Checks that a range is written from the least to the most, since the opposite order would draw nonsense. */
export const risingPair = (option: string, pair: readonly [number, number]): readonly [number, number] => {
  if (pair[0] <= pair[1]) return pair
  throw new ScenarioError(
    `${option}: the first of the two is larger than the second; write the smaller one first`,
  )
}
