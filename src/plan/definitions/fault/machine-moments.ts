import { type MachineFaultKey, machineFaultRanks } from '../../keys/fault-ids.ts'
import { faultCauses } from '../../keys/plan-causes.ts'
import type { FaultDay } from './fault-day.ts'

/** A fault lasts between these shares of its slot, so a short form has time before and after it. */
const shareOfSlot = { least: 0.02, most: 0.3 } as const

const effectsMax = 60

export interface MachineMoment {
  readonly id: string
  readonly atUs: number
  readonly machine: string
  readonly fits: (us: number) => number
  /** Draws a length of time, and shortens it to fit the slot. */
  readonly drawn: (range: readonly [number, number]) => number
  /** The disk effect before which it strikes. */
  readonly effect: () => number
}

/** Spreads so many moments over the day, and over as many machines as possible. */
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

/** Each kind begins at its own machine, and strikes all of them before one twice. */
const machineFor = (machines: readonly string[], rank: number, index: number): string => {
  const found = machines[(rank + index * strideOver(machines.length)) % machines.length]
  if (found === undefined) throw new RangeError('a fault needs a machine to strike')
  return found
}

/** The smallest step beyond all kinds' first machines that meets every machine once. */
const strideOver = (machines: number): number => {
  let stride = Object.keys(machineFaultRanks).length
  while (commonDivisor(stride, machines) > 1) stride += 1
  return stride
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
