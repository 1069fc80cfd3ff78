import type { TurnRules } from '../../engine/replication/link/index.ts'
import type { PlanPolicy, PlanPolicyOf, PolicyKey } from '../../plan/definitions/policy/index.ts'
import { turnRulesOf, type World } from '../world/index.ts'
import { Resolver, type Settled } from './resolver.ts'

/** A policy holds from the start of the world, as rules of its copies, or people begin it in the morning. */
type PolicyEffect<Key extends PolicyKey> =
  | { readonly since: 'the world is made'; rules(policy: PlanPolicyOf<Key>): TurnRules }
  | {
      readonly since: 'the day begins'
      start(world: World, policy: PlanPolicyOf<Key>, onSettled: (settled: Settled) => void): void
    }

/** The effect of every policy that can be planned. A policy without one does not compile. */
const policyEffects: { readonly [Key in PolicyKey]: PolicyEffect<Key> } = {
  'resolve-conflicts': {
    since: 'the day begins',
    start: (world, policy, onSettled) => {
      for (const station of world.nodes) {
        if (station.spec.user === null || !policy.actors.includes(station.spec.user)) continue
        const resolver = new Resolver(station, policy, world, onSettled)
        resolver.start(world.plan.endsAtUs, (work) => world.guard.watch(work))
      }
    },
  },
  'take-turns': { since: 'the world is made', rules: turnRulesOf },
}

/** Starts a policy that people follow. */
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
