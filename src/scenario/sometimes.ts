import { nearestName } from '../plan/nearest.ts'
import { checked, ScenarioError } from '../plan/scenario-error.ts'
import {
  defaultSeedsMin,
  type Sometimes,
  sometimesSchema,
  type SometimesSentence,
  sometimesSentences,
} from '../plan/sometimes-spec.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/**
 * A known event that must happen in at least one of so many seeds. Otherwise the seeds have not tested it.
 */
export const sometimes = (what: SometimesSentence, options: { inSeeds?: number } = {}): Sometimes => {
  refuseUnknownOptions(`sometimes "${what}"`, options, ['inSeeds'])
  if (!sometimesSentences.includes(what)) throw new ScenarioError(unknownText(what))
  const stated = { what, seedsMin: options.inSeeds ?? defaultSeedsMin }
  return checked(sometimesSchema, stated, `sometimes "${what}"`)
}

const unknownText = (what: string): string => {
  const meant = nearestName(what, sometimesSentences)
  const hint = meant ? `did you mean "${meant}"?` : `there are "${sometimesSentences.join('", "')}"`
  return `sometimes "${what}": nothing known by that sentence can be looked for; ${hint}`
}
