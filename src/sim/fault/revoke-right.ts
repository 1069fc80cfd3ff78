import type { PlanItem } from '../../plan/plan.ts'
import type { SimAccess } from '../access/index.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** Takes somebody's account or role away at the centre and in every directory, and gives it back later. */
export const revokeRight = (world: World, log: FaultLog, item: PlanItem): Promise<void> => {
  const { access: offices } = world
  if (item.target.kind !== 'account' || !offices) return Promise.resolve()
  const { user } = item.target
  const { scheduler: agenda, trace } = world.kernel
  const what = item.parameters['what'] === 'grant' ? 'grant' : 'account'
  const kind = what === 'grant' ? 'role taken' : 'account disabled'
  log.begin({ id: item.id, kind, target: user, fromUs: agenda.nowUs, insideTransfer: false })
  offices.log.revocations.push({ user, what, atUs: agenda.nowUs, backAtUs: null })
  trace.record(agenda.nowUs, traceKeys.revoked, user, traceKeys[what])
  const { lastsUs } = item.parameters
  if (lastsUs !== undefined)
    agenda.after(Number(lastsUs), () => {
      world.kernel.wake()
      void giveBackRight(world, log, { id: item.id, user })
    })
  if (what === 'grant') return offices.centre.takeRole(user)
  setState(offices, user, 'disabled')
  return offices.centre.disable(user)
}

/** They may again what they might before. */
export const giveBackRight = async (
  { access: offices, kernel }: World,
  log: FaultLog,
  { id, user }: { readonly id: string; readonly user: string },
): Promise<void> => {
  if (!offices || log.entries().every((entry) => entry.id !== id || entry.toUs !== null)) return
  log.end(id, kernel.scheduler.nowUs)
  offices.log.gaveBack(user, kernel.scheduler.nowUs)
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
