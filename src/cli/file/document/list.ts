import type { Behaviour, DocumentView } from '../../../engine/document/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import { countedText } from '../../../result/format.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'

export const documentList: CommandDefinition = {
  name: 'file document list',
  oldNames: ['file documents'],
  description: 'list the documents, and say which are on this machine',
  examples: ['file document list ACME'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option(...jsonOption)
      .action((name: string, options: JsonOption) => documents(name, options, context)),
}

const documents = async (
  name: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const views = await withCopy(name, 'document list', context, async ({ copy }) =>
    copy.documents().map((document) => listedDocument(document, copy)),
  )
  context.out(options.json ? jsonText({ documents: views }) : listText(views, name, context.calledAs))
}

interface ListedDocument {
  readonly name: string
  readonly documentId: string
  readonly sizeBytes: number
  readonly author: string
  readonly behaviour: Behaviour
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

const listText = (views: readonly ListedDocument[], name: string, shakedown: string): string => {
  if (views.length === 0) return `${name} has no documents\n`
  const lines = views.map(
    (view) => `${view.name}, ${countedText(view.sizeBytes, 'byte')}, by ${view.author}${marks(view)}`,
  )
  const isLacking = views.some(({ here }) => !here)
  const hint = isLacking ? [`To bring one here: ${shakedown} file document fetch ${name} DOCUMENT`] : []
  return [...lines, ...hint, ''].join('\n')
}

const marks = ({ behaviour, here, conflict, kept }: ListedDocument): string =>
  [
    behaviour === 'automatic' ? '' : `, ${behaviour}`,
    here ? '' : ', NOT HERE',
    conflict ? ', IN CONFLICT' : '',
    kept ? ', DELETED BY SOMEBODY and kept by a later save' : '',
  ].join('')
