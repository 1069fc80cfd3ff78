import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import type { SessionTable } from '../share/index.ts'
import { effectOf, type RunOf } from './effect.ts'

const pollEveryUs = 100_000

interface Holding {
  readonly table: SessionTable
  isOver: boolean
}

export const sessionHolderEffect = effectOf(faults.sessionHolder, {
  begin: (run: RunOf<'take-sessions', Holding>) => {
    const { world, item } = run
    const table = world.tables.get(item.host)
    if (!table || table.limit === null) return
    const { scheduler: agenda, trace } = world.kernel
    const holding: Holding = { table, isOver: false }
    const take = (): void => {
      if (holding.isOver) return
      while (table.accept(item.id, agenda.nowUs))
        trace.record(agenda.nowUs, traceKeys.held, table.host, table.open)
      agenda.after(pollEveryUs, take)
    }
    take()
    run.begun(holding)
  },
  undo: (run, holding) => {
    const { scheduler: agenda, trace } = run.world.kernel
    holding.isOver = true
    holding.table.releaseAll(run.id)
    trace.record(agenda.nowUs, traceKeys.mended, run.id, traceKeys.nothing)
    run.ended()
  },
  observed: (run, { table }) => table.sessions().some(({ copy }) => copy === run.id),
})
