import type { TurnRules } from '../../engine/replication/link/index.ts'
import type { PlanPolicy, PlanPolicyOf, PolicyKey } from '../../plan/definitions/policy/index.ts'
import type { Plan } from '../../plan/plan.ts'
import { type World, WorldError } from '../world/index.ts'
import type { PolicyEffect } from './policy-effect.ts'
import { resolveConflictsEffect } from './resolve-conflicts.ts'
import type { Settled } from './resolver.ts'
import { takeTurnsEffect } from './take-turns.ts'

/** The effect of every policy that can be planned. A policy without one does not compile. */
export const policyEffects: { readonly [Key in PolicyKey]: PolicyEffect<Key> } = {
  'resolve-conflicts': resolveConflictsEffect,
  'take-turns': takeTurnsEffect,
}

/** The rules by which copies take turns in a plan's world. Throws WorldError if no policy states them. */
export const turnRules = ({ policies }: Plan): TurnRules => {
  const [rules] = policies.policies.flatMap((policy) => rulesOf(policy.kind, policy))
  if (!rules) throw new WorldError('the plan does not say how copies take turns')
  return rules
}

const rulesOf = <Key extends PolicyKey>(key: Key, policy: PlanPolicyOf<Key>): readonly TurnRules[] => {
  const effect: PolicyEffect<Key> = policyEffects[key]
  return effect.since === 'the world is made' ? [effect.rules(policy)] : []
}

export const startPolicy = (world: World, policy: PlanPolicy, onSettled: (settled: Settled) => void): void =>
  startOf(policy.kind, world, policy, onSettled)

const startOf = <Key extends PolicyKey>(
  key: Key,
  world: World,
  policy: PlanPolicyOf<Key>,
  onSettled: (settled: Settled) => void,
): void => {
  const effect: PolicyEffect<Key> = policyEffects[key]
  if (effect.since === 'the day begins') effect.start(world, policy, onSettled)
}
