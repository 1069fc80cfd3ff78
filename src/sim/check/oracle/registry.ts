import type { ActionItem, ActionItemOf, ActionKey } from '../../../plan/definitions/action/index.ts'
import type { WriteRecord } from '../../record/index.ts'
import { createDocumentRule } from './create-document.ts'
import { createRecordRule } from './create-record.ts'
import { deleteRecordRule } from './delete-record.ts'
import { editFieldRule } from './edit-field.ts'
import { openCopyRule } from './open-copy.ts'
import type { OracleRule } from './oracle-rule.ts'
import { saveDocumentRule } from './save-document.ts'

/** The rule of every action that can be planned. An action without a rule does not compile. */
export const oracleRules: { readonly [Key in ActionKey]: OracleRule<Key> } = {
  'create-document': createDocumentRule,
  'create-record': createRecordRule,
  'delete-record': deleteRecordRule,
  'edit-field': editFieldRule,
  'open-copy': openCopyRule,
  'save-document': saveDocumentRule,
}

/** Differences between acknowledged items' writes and their rules, a sentence each. */
export const actionMistakes = (
  items: readonly ActionItem[],
  writes: readonly WriteRecord[],
): readonly string[] => {
  const byId = Map.groupBy(writes, ({ id }) => id)
  return items.flatMap((item) => {
    const own = byId.get(item.id)
    const mistake = own ? mistakeOf(item.kind, item, own) : null
    return mistake === null ? [] : [`${item.id} ${mistake}`]
  })
}

const mistakeOf = <Key extends ActionKey>(
  key: Key,
  item: ActionItemOf<Key>,
  writes: readonly WriteRecord[],
): string | null => oracleRules[key].mistake(item, writes)
