import { deletionField } from '../../engine/merge/index.ts'
import { actions } from '../../plan/definitions/action/index.ts'
import { fileNames } from '../../plan/keys/work-ids.ts'
import { actOf } from './act.ts'

export const deleteRecordAct = actOf(actions.deleteRecord, {
  whileStopped: false,
  act: async (person, item) => {
    const { copy } = person
    const record = { table: fileNames.records, key: item.record.item }
    const { life, seen } = copy.records.read(record)
    const isThere = copy.state.fields(record.table, record.key).length > 0
    if (!isThere || life.kind === 'deleted') return person.skip(item)
    const deletions = copy.state.register(record.table, record.key, deletionField)?.siblings ?? []
    const shown = deletions.map(({ note }) => note)
    const done = await person.write(item, shown, (action) => copy.records.delete(record, seen, action))
    if (done) person.wrote(item, copy, [{ place: { ...record, field: deletionField }, shown }])
  },
})
