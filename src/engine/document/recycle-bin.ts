import { displayText } from '../event/index.ts'
import { dotText } from '../identifier/index.ts'
import { type FileState, recordLife, type RecordLife } from '../merge/index.ts'
import { documentTable, documentView, type DocumentView, nameField } from './document-view.ts'

/** A document that somebody deleted: in the bin, or kept by a save that whoever deleted it had not seen. */
export interface BinnedDocument {
  readonly document: DocumentView
  readonly life: Exclude<RecordLife, { kind: 'live' }>
}

/** By documents' ids, which deletions somebody emptied the bin of: beside the records, since a value in one keeps it. */
export const emptiedTable = 'emptied-bin'
export const emptiedField = 'emptied'

/**
 * Pure: whether the bin was emptied of a document. Whoever empties it names the deletions that they were shown, so that a
 * document which is restored, or saved by somebody who had not seen the deletion, and one which is deleted again, is not.
 */
export const isEmptied = (state: FileState, documentId: string): boolean => {
  const life = recordLife(state, documentTable, documentId)
  if (life.kind !== 'deleted') return false
  const emptied = state.register(emptiedTable, documentId, emptiedField)?.siblings ?? []
  const named = new Set(
    emptied.flatMap(({ value }) => (value.kind === 'deleted' ? value.covers : [])).map(dotText),
  )
  return life.deletedBy.every(({ dot }) => named.has(dotText(dot)))
}

/** What the recycle bin lists, by name and id: the same on every copy that folded the same. */
export const recycleBin = (state: FileState): readonly BinnedDocument[] =>
  state
    .keys(documentTable)
    .flatMap((documentId) => binned(state, documentId) ?? [])
    .sort(
      (a, b) =>
        compare(a.document.name, b.document.name) || compare(a.document.documentId, b.document.documentId),
    )

const binned = (state: FileState, documentId: string): BinnedDocument | null => {
  const life = recordLife(state, documentTable, documentId)
  if (life.kind === 'live') return null
  const named = state.register(documentTable, documentId, nameField)?.siblings[0]
  const document = documentView(state, documentId, named ? displayText(named.value) : documentId)
  return document && { document, life }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
