import { machineWithoutPower } from '../../plan/definitions/fault/index.ts'
import type { Plan } from '../../plan/plan.ts'

export const machinesLosingPower = ({ faults: { items } }: Plan): ReadonlySet<string> =>
  new Set(items.flatMap((item) => machineWithoutPower(item) ?? []))
