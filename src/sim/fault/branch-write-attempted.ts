import { userFact } from '../../access/rights/index.ts'
import { faults } from '../../plan/definitions/fault/index.ts'
import type { AccessLog } from '../access/index.ts'
import { simIds } from '../keys/index.ts'
import { effectOf, type RunOf } from './effect.ts'

export const branchWriteAttemptedEffect = effectOf(faults.branchWriteAttempted, {
  begin: (run: RunOf<'write-at-branch', AccessLog>) => {
    const { world, item } = run
    if (!world.access) return
    const branch = world.access.branch(item.branch)
    world.kernel.wake()
    run.begun(world.access.log)
    world.guard.watch(branch.attemptWrite(simIds.intruder(item.id)).then(() => run.ended()))
  },
  undo: 'ends by itself',
  observed: ({ item }, { attempts }) => {
    const { key } = userFact(simIds.intruder(item.id), null)
    return attempts.some((attempt) => attempt.branch === item.branch && attempt.key === key)
  },
})
