import type { Plan } from '../../plan/plan.ts'

/** Whether a plan cuts a machine's power, or takes its disk while it works. */
export const canLosePower = ({ items }: Plan, host: string): boolean =>
  items.some((item) => (item.kind === 'cut-power' || item.kind === 'lose-disk') && item.machine === host)
