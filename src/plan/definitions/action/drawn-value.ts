import { workCauses } from '../../keys/plan-causes.ts'
import type { Due, WorkDay } from './work-day.ts'

export const drawnValue = ({ draws }: WorkDay, { id }: Due): number =>
  draws.between(100, 99_999, id, workCauses.value)
