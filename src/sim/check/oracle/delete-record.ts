import { actions } from '../../../plan/definitions/action/index.ts'
import { fileNames } from '../../../plan/keys/work-ids.ts'
import { ruleOf, wrongRegisters } from './oracle-rule.ts'

/** A deletion is a write of its own beside the record's fields. These stand as they were. */
export const deleteRecordRule = ruleOf(actions.deleteRecord, ({ record }, writes) => {
  const [first] = writes
  if (first?.value === '') return `left no deletion of ${record.item}`
  return wrongRegisters(writes, [`${fileNames.records}/${record.item}.@deleted`])
})
