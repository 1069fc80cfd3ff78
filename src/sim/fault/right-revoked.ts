import { type FaultItemOf, faults } from '../../plan/definitions/fault/index.ts'
import type { SimAccess } from '../access/index.ts'
import { traceKeys } from '../kernel/index.ts'
import { effectOf, type RunOf } from './effect.ts'

type Revoking = RunOf<'revoke-right', SimAccess>

export const rightRevokedEffect = effectOf(faults.rightRevoked, {
  begin: (run: Revoking) => {
    const { world, item } = run
    const { access: offices, kernel } = world
    if (!offices) return
    const { user, what } = item
    const atUs = kernel.scheduler.nowUs
    kernel.wake()
    offices.log.revocations.push({ user, what, atUs, backAtUs: null })
    kernel.trace.record(atUs, traceKeys.revoked, user, traceKeys[what])
    run.begun(offices)
    if (item.lastsUs !== null) run.undoAfter(item.lastsUs)
    world.guard.watch(take(offices, item))
  },
  undo: (run, offices) => {
    const { world, item } = run
    world.kernel.wake()
    run.ended()
    offices.log.gaveBack(item.user, world.kernel.scheduler.nowUs)
    world.guard.watch(giveBack(offices, item.user))
  },
  observed: ({ item }, { centre }) => centre.lacks(item.user, item.what),
})

/** Revokes a role at the centre, or an account there and in every directory. */
const take = (offices: SimAccess, { user, what }: FaultItemOf<'revoke-right'>): Promise<void> => {
  if (what === 'grant') return offices.centre.takeRole(user)
  setState(offices, user, 'disabled')
  return offices.centre.disable(user)
}

const giveBack = async (offices: SimAccess, user: string): Promise<void> => {
  setState(offices, user, 'active')
  await offices.centre.enable(user)
  await offices.centre.giveRole(user)
}

const setState = ({ directories }: SimAccess, user: string, state: 'active' | 'disabled'): void => {
  for (const directory of directories.values()) {
    const account = directory.find(user)
    if (account) directory.put(user, { ...account, state })
  }
}
