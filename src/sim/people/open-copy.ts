import { actions } from '../../plan/definitions/action/index.ts'
import { actOf } from './act.ts'

export const openCopyAct = actOf(actions.openCopy, {
  whileStopped: true,
  act: async ({ station }) => {
    station.isOpened = true
    if (station.isRunning) station.linkManager?.open()
  },
})
