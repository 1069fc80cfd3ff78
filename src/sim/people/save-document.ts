import { documentTable, type DocumentView } from '../../engine/document/index.ts'
import { type ActionItemOf, actions } from '../../plan/definitions/action/index.ts'
import { actOf } from './act.ts'
import { type Person, shownIds } from './person.ts'

export const saveDocumentAct = actOf(actions.saveDocument, {
  whileStopped: false,
  act: async (person, item) => {
    const view = chosen(person, item)
    if (!view) return person.skip(item)
    const { copy } = person
    const place = { table: documentTable, key: view.documentId, field: 'content' }
    const shown = shownIds(copy.state.register(place.table, place.key, place.field)?.siblings ?? [])
    const done = await person.write(item, shown, (note) =>
      copy.saveDocument(view.documentId, person.bytes(item, item.sizeBytes), view.seen, note),
    )
    if (!done) return
    person.wrote(item, copy, [{ place, shown }])
    copy.checkOutDocuments()
  },
})

const chosen = (
  { copy, picks }: Person,
  { id, document }: ActionItemOf<'save-document'>,
): DocumentView | null =>
  picks.document(
    id,
    document.key,
    copy.documents().filter(({ name }) => name.startsWith(document.among)),
  )
