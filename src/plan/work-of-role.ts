import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec, Work } from './scenario-spec.ts'

/** The work of a role: its own, or that of everybody. Throws ScenarioError if it has none. */
export const workOf = ({ work }: Pick<ScenarioSpec, 'work'>, role: string): Work => {
  const found = work.find((each) => each.role === role) ?? work.find((each) => each.role === null)
  if (found) return found
  throw new ScenarioError(
    `nobody says what a person with the role "${role}" does; add staffAtWork({ role: '${role}' }) to work`,
  )
}
