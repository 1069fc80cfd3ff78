import { actions } from '../../../plan/definitions/action/index.ts'
import { ruleOf, wrongRegisters, wroteOver } from './oracle-rule.ts'

/** A record is created by its first field, in an empty register. */
export const createRecordRule = ruleOf(
  actions.createRecord,
  ({ register: { table, key, field } }, writes) =>
    wrongRegisters(writes, [`${table}/${key}.${field}`]) ?? wroteOver(writes),
)
