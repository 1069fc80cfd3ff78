import { parts } from '../../plan/definitions/part/index.ts'
import { lanesOf } from './joint.ts'
import { createLane, type Lane } from './lane.ts'

export const vpnLanes = lanesOf(parts.vpn, (vpn) => {
  const forth = createLane(vpn.bytesPerSecond)
  const back = createLane(vpn.bytesPerSecond)
  const lanes = (from: string, to: string): readonly Lane[] | null => {
    if (from === vpn.from && to === vpn.to) return [forth]
    return from === vpn.to && to === vpn.from ? [back] : null
  }
  return { hostIds: [vpn.from, vpn.to], lanes }
})
