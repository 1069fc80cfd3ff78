import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec, Work } from './scenario-spec.ts'

/** Returns the work of a role, or else the work of all roles. Throws ScenarioError if there is none. */
export const workOf = ({ work }: Pick<ScenarioSpec, 'work'>, role: string): Work => {
  const found = work.find((each) => each.role === role) ?? work.find((each) => each.role === null)
  if (found) return found
  throw new ScenarioError(
    `nobody says what a person with the role "${role}" does; add staffAtWork({ role: '${role}' }) to work`,
  )
}
