import { documentTable } from '../../engine/document/index.ts'
import { actions } from '../../plan/definitions/action/index.ts'
import { actOf } from './act.ts'

export const createDocumentAct = actOf(actions.createDocument, {
  whileStopped: false,
  act: async (person, item) => {
    const { copy } = person
    const done = await person.write(item, [], (note) =>
      copy.createDocument(item.name, person.bytes(item, item.sizeBytes), note),
    )
    if (!done) return
    const key = done.documentId
    person.wrote(item, copy, [
      { place: { table: documentTable, key, field: 'name' }, shown: [] },
      { place: { table: documentTable, key, field: 'content' }, shown: [] },
    ])
    copy.checkOutDocuments()
  },
})
