import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

const lookEveryUs = 100_000

/** A program of someone else's that takes every session that is or becomes free, and never lets go. */
export const takeSessions = (world: World, log: FaultLog, item: PlanItem): void => {
  if (item.target.kind !== 'part') return
  const table = world.tables.get(item.target.part)
  if (!table || table.limit === null) return
  const { scheduler: agenda, trace } = world.kernel
  log.begin({
    id: item.id,
    kind: 'sessions held',
    target: table.host,
    fromUs: agenda.nowUs,
    insideTransfer: false,
  })
  const take = (): void => {
    while (table.accept(item.id, agenda.nowUs))
      trace.record(agenda.nowUs, traceKeys.held, table.host, table.open)
    agenda.after(lookEveryUs, take)
  }
  take()
}
