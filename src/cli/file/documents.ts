import type { Behaviour, DocumentView } from '../../engine/document/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { countedText } from '../../result/format.ts'
import type { FileContext } from './file-context.ts'
import { withCopy } from './with-copy.ts'
import { jsonText } from './written-view.ts'

/** Lists the documents, whether or not their bytes are here. */
export const documents = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const views = await withCopy(name, 'documents', context, async ({ copy }) =>
    copy.documents().map((document) => listedDocument(document, copy)),
  )
  context.out(options.json ? jsonText({ documents: views }) : listText(views, name))
}

interface ListedDocument {
  readonly name: string
  readonly documentId: string
  readonly sizeBytes: number
  readonly author: string
  readonly behaviour: Behaviour
  /** Whether the bytes of the shown version lie in this copy. */
  readonly here: boolean
  readonly conflict: boolean
  /** Somebody deleted it, and a save that they had not seen kept it. */
  readonly kept: boolean
}

const listedDocument = (document: DocumentView, copy: SyncCopy): ListedDocument => ({
  name: document.name,
  documentId: document.documentId,
  sizeBytes: document.sizeBytes,
  author: document.author,
  behaviour: copy.library.behaviours.of(document.documentId),
  here: copy.contents.has(document),
  conflict: document.inConflict,
  kept: copy.records.read({ table: 'documents', key: document.documentId }).life.kind === 'kept',
})

const listText = (views: readonly ListedDocument[], name: string): string => {
  if (views.length === 0) return `${name} has no documents\n`
  const lines = views.map(
    (view) => `${view.name}, ${countedText(view.sizeBytes, 'byte')}, by ${view.author}${marks(view)}`,
  )
  const isLacking = views.some(({ here }) => !here)
  const hint = isLacking ? [`To bring one here: npx shakedown file fetch ${name} DOCUMENT`] : []
  return [...lines, ...hint, ''].join('\n')
}

const marks = ({ behaviour, here, conflict, kept }: ListedDocument): string =>
  [
    behaviour === 'automatic' ? '' : `, ${behaviour}`,
    here ? '' : ', NOT HERE',
    conflict ? ', IN CONFLICT' : '',
    kept ? ', DELETED BY SOMEBODY and kept by a later save' : '',
  ].join('')
