import type { TurnRules } from '../../engine/replication/link/index.ts'
import type { PlanPolicyOf } from '../../plan/definitions/policy/index.ts'
import type { Plan } from '../../plan/plan.ts'
import { WorldError } from './world-error.ts'

/** How copies take turns by a policy. */
export const turnRulesOf = ({ holdUs, retryUs, adapts }: PlanPolicyOf<'take-turns'>): TurnRules => ({
  sessionTimeMs: holdUs / 1000,
  retryMs: retryUs / 1000,
  ...(adapts ? { adapts } : {}),
})

/** How copies take turns in this world. Throws WorldError if the plan does not say. */
export const turnRules = ({ policies }: Plan): TurnRules => {
  const [policy] = policies.flatMap((each) => (each.kind === 'take-turns' ? [each] : []))
  if (!policy) throw new WorldError('the plan does not say how copies take turns')
  return turnRulesOf(policy)
}
