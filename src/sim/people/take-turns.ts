import { policies } from '../../plan/definitions/policy/index.ts'
import { policyEffectOf } from './policy-effect.ts'

export const takeTurnsEffect = policyEffectOf(policies.takeTurns, {
  since: 'the world is made',
  rules: ({ holdUs, retryUs, adapts }) => ({
    sessionTimeMs: holdUs / 1000,
    retryMs: retryUs / 1000,
    ...(adapts ? { adapts } : {}),
  }),
})
