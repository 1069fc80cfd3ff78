import { actions } from '../../../plan/definitions/action/index.ts'
import { fileNames } from '../../../plan/keys/work-ids.ts'
import { ruleOf, wrongRegisters } from './oracle-rule.ts'

/** An edit writes its field, and replaces what the screen showed there. */
export const editFieldRule = ruleOf(actions.editField, ({ place }, writes) =>
  wrongRegisters(writes, [
    place.kind === 'register'
      ? `${place.table}/${place.key}.${place.field}`
      : `${fileNames.records}/${place.item}.${place.field}`,
  ]),
)
