import { type ActionItemOf, actions } from '../../plan/definitions/action/index.ts'
import { fileNames } from '../../plan/keys/work-ids.ts'
import { actOf } from './act.ts'
import type { Person, Place } from './person.ts'
import { writeField } from './write-field.ts'

export const editFieldAct = actOf(actions.editField, {
  whileStopped: false,
  act: async (person, item) => {
    const place = placeOf(person, item)
    if (place) await writeField(person, item, place)
    else person.skip(item)
  },
})

const placeOf = ({ copy, picks }: Person, { id, actor, place }: ActionItemOf<'edit-field'>): Place | null => {
  if (place.kind === 'register') return place
  if (place.kind === 'own') return { ...place, key: picks.ownRecord(id, actor, place.table) }
  const { table, key, field } = { table: fileNames.records, key: place.item, field: place.field }
  return copy.read(table, key, field).register ? { table, key, field } : null
}
