import { parts } from '../../plan/definitions/part/index.ts'
import { lanesOf } from './joint.ts'
import { createLane, type Lane } from './lane.ts'

export const lteLanes = lanesOf(parts.lte, ({ from: modems, to: far, ...speed }) => {
  const ups = new Map(modems.map((modem) => [modem, createLane(speed.upBytesPerSecond)]))
  const downs = new Map(modems.map((modem) => [modem, createLane(speed.downBytesPerSecond)]))
  const lanes = (from: string, to: string): readonly Lane[] | null => {
    const lane = to === far ? ups.get(from) : from === far ? downs.get(to) : undefined
    return lane ? [lane] : null
  }
  return { hostIds: [...modems, far], lanes }
})
