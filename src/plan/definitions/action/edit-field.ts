import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { accountField } from './account-field.ts'
import { defineAction } from './define-action.ts'
import { drawnValue } from './drawn-value.ts'
import { placeText } from './place-text.ts'
import { placeSchema, thinkUs, valueSchema } from './places.ts'
import type { Due, WorkDay, Writer } from './work-day.ts'

/** Among field edits that create no record, the share that goes to a record of the same person. */
const madeByShare = 0.02 / 0.96

export const editField = defineAction({
  key: 'edit-field',
  word: 'editField',
  item: { place: placeSchema, value: valueSchema, thinkUs },
  mix: { among: 'field edits', share: 'the rest' },
  draw: (day, writer, due) => ({
    place: drawPlace(day, writer, due),
    value: drawnValue(day, due),
    thinkUs: due.thinkUs,
  }),
  goTo: (item, { register }) => ({ ...item, place: { kind: 'register' as const, ...register } }),
  docs: { summary: 'Someone writes a value into a field that they see.' },
  label: ({ place }) => ({ text: 'edits', target: placeText(place) }),
})

const drawPlace = ({ draws }: WorkDay, { created }: Writer, { id }: Due) => {
  if (created.length > 0 && draws.chance(madeByShare, id, workCauses.madeBy)) {
    const item = draws.pick(created, id, workCauses.item)
    return { kind: 'made-by', item, field: fileNames.amount } as const
  }
  const field = accountField(draws.unit(id, workCauses.field))
  return { kind: 'own', table: fileNames.accounts, field } as const
}
