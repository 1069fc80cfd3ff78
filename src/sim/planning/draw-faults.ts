import { faultIds } from '../../plan/keys/fault-ids.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import type { PlanItem } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import { isServerFault } from '../../plan/server-references.ts'
import { type Randomness, streamKeys } from '../kernel/index.ts'
import { drawAccessFaults, isAccessFault } from './draw-access-faults.ts'
import { drawServerFault } from './draw-server-faults.ts'

/** When what breaks, and for how long: outages spread over the day, each at its own moment. */
export const drawFaults = (spec: ScenarioSpec, random: Randomness): PlanItem[] => {
  const stream = random.stream(streamKeys.faults)
  const others = drawAccessFaults(spec, stream)
  return spec.faults.flatMap((fault): readonly PlanItem[] => {
    if (isServerFault(fault)) return drawServerFault(fault, stream)
    if (isAccessFault(fault)) return others.splice(0, 1)
    if (fault.kind === 'session-holder') {
      const target = { kind: 'part', part: fault.host } as const
      return [
        {
          id: faultIds.sessionHolder(fault.host),
          atUs: fault.atUs,
          actor: 'world',
          kind: 'take-sessions',
          target,
          parameters: {},
        },
      ]
    }
    if (fault.kind !== 'vpn-drops') return []
    const slotUs = spec.day.lengthUs / fault.times
    return Array.from({ length: fault.times }, (_, index): PlanItem => {
      const id = faultIds.vpnDrop(fault.vpn, index + 1)
      const atUs = Math.round((index + 0.15 + 0.4 * stream.unit(id, faultCauses.at)) * slotUs)
      const [shortest, longest] = fault.lastingUs
      const roomUs = Math.max(shortest, Math.round(slotUs * 0.3))
      const lastsUs = stream.between(shortest, Math.min(longest, roomUs), id, faultCauses.lasts)
      const target = { kind: 'part', part: fault.vpn } as const
      return {
        id,
        atUs,
        actor: 'world',
        kind: 'drop-vpn',
        target,
        parameters: { lastsUs, insideTransfer: index < fault.insideTransfer },
      }
    })
  })
}
