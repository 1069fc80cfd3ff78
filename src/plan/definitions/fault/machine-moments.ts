import { faultIds, type MachineFaultId } from '../../keys/fault-ids.ts'
import { faultCauses } from '../../keys/plan-causes.ts'
import type { FaultDay } from './fault-day.ts'

/** The shortest and the longest share of its slot that a fault lasts, so that a short form has a before and an after. */
const shareOfSlot = { least: 0.02, most: 0.3 } as const

/** A fault of a machine strikes before one of so many next effects on its disk. */
const effectsMax = 60

/** When a fault strikes which machine. */
export interface MachineMoment {
  readonly id: string
  readonly atUs: number
  readonly machine: string
  /** A length of time, brought to what the slot has room for. */
  readonly fits: (us: number) => number
  /** A length of time drawn from a range, as the slot has room for it. */
  readonly drawn: (range: readonly [number, number]) => number
  /** The number of the disk's effect before which it strikes. */
  readonly effect: () => number
}

/** So many moments spread over the day, each at another machine as long as there are some. */
export const machineMoments = (
  key: MachineFaultId,
  { on, times }: { readonly on: string; readonly times: number },
  day: FaultDay,
): readonly MachineMoment[] =>
  Array.from({ length: times }, (_, index): MachineMoment => {
    const id = faultIds.machineFault(key, day.number, index + 1)
    const { draws } = day
    const slotUs = day.lengthUs / times
    const fits = (us: number): number =>
      Math.round(Math.max(shareOfSlot.least * slotUs, Math.min(us, shareOfSlot.most * slotUs)))
    return {
      id,
      atUs: Math.round((index + 0.15 + 0.4 * draws.unit(id, faultCauses.at)) * slotUs),
      machine: day.machineFor(on, id),
      fits,
      drawn: ([shortest, longest]) => fits(draws.between(shortest, longest, id, faultCauses.lasts)),
      effect: () => draws.between(1, effectsMax, id, faultCauses.effect),
    }
  })
