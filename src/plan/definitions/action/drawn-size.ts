import { workCauses } from '../../keys/plan-causes.ts'
import type { Due, WorkDay } from './work-day.ts'

/**
 * Sizes of saves: bounded Pareto, as file sizes are; index 2, and for one save in ten index 1, so that documents of a
 * megabyte do occur. Only divisions and square roots, which are the same on every machine.
 */
export const drawnSizeBytes = (
  { draws, documentBytes: [smallest, largest] }: WorkDay,
  { id }: Due,
): number => {
  const ratio = smallest / largest
  const unit = draws.unit(id, workCauses.size)
  const isHeavy = draws.chance(0.1, id, workCauses.heavy)
  return Math.round(
    isHeavy ? smallest / (1 - unit * (1 - ratio)) : smallest / Math.sqrt(1 - unit * (1 - ratio * ratio)),
  )
}
