import type { ActionItemOf } from '../../../plan/definitions/action/index.ts'
import { actions } from '../../../plan/definitions/action/index.ts'
import { fileNames } from '../../../plan/keys/work-ids.ts'
import type { WriteRecord } from '../../record/index.ts'
import { ruleOf, wrongRegisters } from './oracle-rule.ts'

/** An edit writes its field, and replaces what the screen showed there. */
export const editFieldRule = ruleOf(actions.editField, ({ place }, writes) =>
  wrongRegisters(writes, [registerOf(place, writes)]),
)

/** The field of any record of the table if the person picks one of their own. */
const registerOf = (place: ActionItemOf<'edit-field'>['place'], [first]: readonly WriteRecord[]): string => {
  if (place.kind === 'register') return `${place.table}/${place.key}.${place.field}`
  if (place.kind === 'made-by') return `${fileNames.records}/${place.item}.${place.field}`
  const { table, field } = place
  const register = first?.register ?? ''
  return register.startsWith(`${table}/`) && register.endsWith(`.${field}`) ? register : `${table}/….${field}`
}
