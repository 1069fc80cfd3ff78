import { policies } from '../../plan/definitions/policy/index.ts'
import { policyEffectOf } from './policy-effect.ts'
import { Resolver } from './resolver.ts'

export const resolveConflictsEffect = policyEffectOf(policies.resolveConflicts, {
  since: 'the day begins',
  start: (world, policy, onSettled) => {
    for (const station of world.nodes) {
      if (station.spec.user === null || !policy.actors.includes(station.spec.user)) continue
      const resolver = new Resolver(station, policy, world, onSettled)
      resolver.start(world.plan.endsAtUs, (work) => world.guard.watch(work))
    }
  },
})
