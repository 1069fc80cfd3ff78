import { workCauses } from '../../keys/plan-causes.ts'
import type { Due, WorkDay, Writer } from './work-day.ts'

/**
 * Draws sizes of saves: bounded Pareto, index 2. One save in ten has index 1, so that documents of a megabyte occur.
 * Uses only divisions and square roots, which every machine rounds alike.
 */
export const drawnSizeBytes = (
  { draws }: WorkDay,
  { documentBytes: [smallest, largest] }: Writer,
  { id }: Due,
): number => {
  const ratio = smallest / largest
  const unit = draws.unit(id, workCauses.size)
  const isHeavy = draws.chance(0.1, id, workCauses.heavy)
  return Math.round(
    isHeavy ? smallest / (1 - unit * (1 - ratio)) : smallest / Math.sqrt(1 - unit * (1 - ratio * ratio)),
  )
}
