import type { TurnRules } from '../../engine/replication/link/index.ts'
import type { Plan } from '../../plan/plan.ts'

export const turnRules = (plan: Plan): TurnRules => {
  const policy = plan.policies.find(({ kind }) => kind === 'take-turns')
  const ms = (parameter: string): number => Number(policy?.parameters[parameter] ?? 120_000_000) / 1000
  const adapts = policy?.parameters['adapts'] === true
  return { sessionTimeMs: ms('holdUs'), retryMs: ms('retryUs'), ...(adapts ? { adapts } : {}) }
}
