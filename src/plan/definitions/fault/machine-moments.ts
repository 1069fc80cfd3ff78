import { type MachineFaultKey, machineFaultRanks } from '../../keys/fault-ids.ts'
import { faultCauses } from '../../keys/plan-causes.ts'
import type { FaultDay } from './fault-day.ts'

/** The least and greatest share of its time slot that a fault lasts. Some time remains before and after it. */
const shareOfSlot = { least: 0.02, most: 0.3 } as const

const effectsMax = 60

export interface MachineMoment {
  readonly id: string
  readonly atUs: number
  readonly machine: string
  readonly fits: (us: number) => number
  /** Draws a duration, and shortens it to fit the slot. */
  readonly drawn: (range: readonly [number, number]) => number
  /** Draws the disk effect just before which the fault strikes. */
  readonly effect: () => number
}

/** Spreads a fault's strikes over the day, and over as many machines as possible. */
export const machineMoments = (
  key: MachineFaultKey,
  { on, times }: { readonly on: string; readonly times: number },
  day: FaultDay,
): readonly MachineMoment[] =>
  Array.from({ length: times }, (_, index): MachineMoment => {
    const id = day.id(index)
    const { draws } = day
    const slotUs = day.lengthUs / times
    const fits = (us: number): number =>
      Math.round(Math.max(shareOfSlot.least * slotUs, Math.min(us, shareOfSlot.most * slotUs)))
    return {
      id,
      atUs: Math.round((index + 0.15 + 0.4 * draws.unit(id, faultCauses.at)) * slotUs),
      machine: machineFor(day.machinesInOrder(on), machineFaultRanks[key], day.earlier + index),
      fits,
      drawn: ([shortest, longest]) => fits(draws.between(shortest, longest, id, faultCauses.lasts)),
      effect: () => draws.between(1, effectsMax, id, faultCauses.effect),
    }
  })

/** Each kind of fault begins at its own machine, and strikes every machine once before any twice. */
const machineFor = (machines: readonly string[], rank: number, index: number): string => {
  const found = machines[(rank + index * strideOver(machines.length)) % machines.length]
  if (found === undefined) throw new RangeError('a fault needs a machine to strike')
  return found
}

/** Returns the smallest step, at least the number of kinds, that reaches every machine. */
const strideOver = (machines: number): number => {
  let stride = Object.keys(machineFaultRanks).length
  while (commonDivisor(stride, machines) > 1) stride += 1
  return stride
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
