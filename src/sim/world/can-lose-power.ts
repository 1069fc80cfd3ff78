import type { Plan, PlanItem } from '../../plan/plan.ts'

const kinds: ReadonlySet<PlanItem['kind']> = new Set(['cut-power', 'lose-disk'])

/** Whether a plan cuts a machine's power, or takes its disk while it works. */
export const canLosePower = ({ items }: Plan, host: string): boolean =>
  items.some(({ kind, target }) => kinds.has(kind) && target.kind === 'part' && target.part === host)
