import type { TurnRules } from '../../engine/replication/link/index.ts'
import type { PlanPolicyOf, PolicyKey } from '../../plan/definitions/policy/index.ts'
import type { World } from '../world/index.ts'
import type { Settled } from './resolver.ts'

/** A policy holds from the start of the world, as rules of its copies, or people begin it in the morning. */
type PolicyParts<Key extends PolicyKey> =
  | {
      readonly since: 'the world is made'
      readonly rules: (policy: PlanPolicyOf<Key>) => TurnRules
    }
  | {
      readonly since: 'the day begins'
      readonly start: (world: World, policy: PlanPolicyOf<Key>, onSettled: (settled: Settled) => void) => void
    }

export type PolicyEffect<Key extends PolicyKey> = PolicyParts<Key> & { readonly key: Key }

/** Binds an effect to the definition of the same name. */
export const policyEffectOf = <Key extends PolicyKey>(
  { key }: { readonly key: Key },
  effect: PolicyParts<Key>,
): PolicyEffect<Key> => ({ key, ...effect })
