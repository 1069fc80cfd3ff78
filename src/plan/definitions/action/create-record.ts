import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { defineAction } from './define-action.ts'
import { drawnValue } from './drawn-value.ts'
import { registerSchema, thinkUs, valueSchema } from './places.ts'

export const createRecord = defineAction({
  key: 'create-record',
  word: 'createRecord',
  item: {
    register: registerSchema.describe('The register that is written first.'),
    value: valueSchema,
    thinkUs,
  },
  mix: { among: 'field edits', share: 0.02, cause: workCauses.newRecord },
  draw: (day, _, due) => ({
    register: { table: fileNames.records, key: due.id, field: fileNames.amount },
    value: drawnValue(day, due),
    thinkUs: due.thinkUs,
  }),
  goTo: null,
  docs: { summary: 'Someone creates a record by writing its first field.' },
  label: ({ register }) => ({ text: 'creates the record', target: `${register.table}/${register.key}` }),
})
