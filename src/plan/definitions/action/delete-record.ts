import { z } from 'zod'

import { workCauses } from '../../keys/plan-causes.ts'
import { defineAction } from './define-action.ts'
import { thinkUs } from './places.ts'

export const deleteRecord = defineAction({
  key: 'delete-record',
  word: 'deleteRecord',
  item: {
    record: z
      .strictObject({ item: z.string().describe('The id of the item that creates the record.') })
      .describe('The record. The item is skipped until it is visible, and if it is deleted already.'),
    thinkUs,
  },
  mix: { among: 'field edits', share: 0, cause: workCauses.deletion },
  draw: ({ draws }, { created }, { id, thinkUs: us }) =>
    created.length === 0 ? null : { record: { item: draws.pick(created, id, workCauses.item) }, thinkUs: us },
  goTo: null,
  docs: { summary: 'Someone deletes a record that they created.' },
  label: ({ record }) => ({ text: 'deletes', target: `the record of ${record.item}` }),
})
