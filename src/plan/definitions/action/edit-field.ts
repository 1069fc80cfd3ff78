import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { defineAction } from './define-action.ts'
import { drawnValue } from './drawn-value.ts'
import { placeText } from './place-text.ts'
import { placeSchema, thinkUs, valueSchema } from './places.ts'
import type { Due, WorkDay, Writer } from './work-day.ts'

/** Among field edits that create no record, the share that goes to a record of the same person. */
const madeByShare = 0.02 / 0.96
/** Among edits of an account, the share that changes its amount and not its note. */
const amountShare = 0.8

export const editField = defineAction({
  key: 'edit-field',
  item: { place: placeSchema, value: valueSchema, thinkUs },
  draw: (day, writer, due) => ({
    place: drawPlace(day, writer, due),
    value: drawnValue(day, due),
    thinkUs: due.thinkUs,
  }),
  meeting: {
    isOpen: ({ place }) => place.kind !== 'made-by',
    goTo: (item, { place }) => ({ ...item, place }),
  },
  docs: { summary: 'Someone writes a value into a field that they see.' },
  label: ({ place }) => ({ text: 'edits', target: placeText(place) }),
})

const drawPlace = ({ draws, accounts, people }: WorkDay, { created, index }: Writer, { id }: Due) => {
  if (created.length > 0 && draws.chance(madeByShare, id, workCauses.madeBy)) {
    const item = draws.pick(created, id, workCauses.item)
    return { kind: 'made-by', item, field: fileNames.amount } as const
  }
  const own = accounts.filter((_, number) => number % people.length === index)
  const key = draws.pick(own.length > 0 ? own : accounts, id, workCauses.account)
  const field = draws.chance(amountShare, id, workCauses.field) ? fileNames.amount : fileNames.note
  return { kind: 'register', table: fileNames.accounts, key, field } as const
}
