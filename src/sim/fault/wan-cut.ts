import { faults } from '../../plan/definitions/fault/index.ts'
import { effectOf } from './effect.ts'
import { cutLine, isLineDown, raiseLine } from './line-outage.ts'

export const wanCutEffect = effectOf(faults.wanCut, {
  begin: (run) => cutLine(run, run.world.network.isCarrying(run.item.vpn)),
  undo: raiseLine,
  observed: isLineDown,
})
