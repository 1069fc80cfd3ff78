import { actions } from '../../plan/definitions/action/index.ts'
import { actOf } from './act.ts'
import { writeField } from './write-field.ts'

export const createRecordAct = actOf(actions.createRecord, {
  whileStopped: false,
  act: (person, item) => writeField(person, item, item.register),
})
