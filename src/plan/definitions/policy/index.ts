import { z } from 'zod'

import { atLeastOne, registryOf } from '../registry.ts'
import { resolveConflicts } from './resolve-conflicts.ts'
import { takeTurns } from './take-turns.ts'

export const policies = registryOf({ resolveConflicts, takeTurns })

export type PolicyWord = keyof typeof policies
type PolicyDefinition = (typeof policies)[PolicyWord]
export type PolicyKey = PolicyDefinition['key']

const all: readonly PolicyDefinition[] = Object.values(policies)

export const statedPolicySchemas = atLeastOne(all.map(({ stated }) => stated))

export const planPolicySchema = z.discriminatedUnion('kind', atLeastOne(all.map(({ policy }) => policy)))

export type PlanPolicy = z.infer<typeof planPolicySchema>
export type PlanPolicyOf<Key extends PolicyKey> = Extract<PlanPolicy, { readonly kind: Key }>

/** Returns the definition of a stated policy. Throws RangeError if there is none. */
export const policyDefinitionOf = ({ kind }: { readonly kind: string }): PolicyDefinition => {
  const found = all.find((definition) => definition.kind === kind)
  if (!found) throw new RangeError(`no policy is stated as "${kind}"`)
  return found
}
