import { displayText } from '../event/index.ts'
import { dotText } from '../identifier/index.ts'
import { type FileState, recordLife, type RecordLife } from '../merge/index.ts'
import { documentTable, documentView, type DocumentView, nameField } from './document-view.ts'

export interface BinnedDocument {
  readonly document: DocumentView
  readonly life: Exclude<RecordLife, { kind: 'live' }>
}

/**
 * Deletions whose bin was emptied, by document id. A separate table, since a value in the record would keep the
 * document.
 */
export const emptiedTable = 'emptied-bin'
export const emptiedField = 'emptied'

/**
 * Pure. An emptying names the deletions that its author was shown. So it does not count after a restore, an
 * uncovered save or another deletion.
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

/** Lists deleted documents by name and id; equal on every copy with the same events. */
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
