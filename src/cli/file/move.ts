import { documentTable } from '../../engine/document/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import { foldersWith, folderTable, type FolderView } from '../../engine/merge/index.ts'
import type { RecordId, RecordOutcome, SyncCopy } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { writtenDot } from './record-outcome.ts'
import { withCopy } from './with-copy.ts'

const top = '/'

/** Makes a folder for documents, in another one or at the top. */
export const makeFolder = async (
  request: { readonly name: string; readonly folder: string; readonly into: string },
  context: FileContext,
): Promise<void> => {
  const { name, folder, into } = request
  const text = await withCopy(name, 'new-folder', context, async ({ copy }) => {
    const outcome = await copy.records.makeFolder(folder, folderId(copy, into, name), deedOf(copy))
    const id = dotText(writtenDot(outcome, name, folderHint(name)))
    return `Made the folder ${folders(copy).get(id)?.path ?? folder}\n`
  })
  context.out(text)
}

/** Puts a document or a folder, named as it is shown, into a folder. */
export const move = async (
  request: { readonly name: string; readonly what: string; readonly into: string },
  context: FileContext,
): Promise<void> => {
  const { name, what, into } = request
  const text = await withCopy(name, 'move', context, async ({ copy }) => {
    const record = recordShownAs(copy, what, name)
    const outcome = await moveTo(copy, record, folderId(copy, into, name))
    writtenDot(outcome, name, folderHint(name))
    return `${what} is now ${shownAs(copy, record) ?? what}\n`
  })
  context.out(text)
}

const moveTo = (copy: SyncCopy, record: RecordId, folder: string | null): Promise<RecordOutcome> => {
  const { seen } = copy.read(record.table, record.key, 'parent')
  return copy.records.move(record, folder, seen, deedOf(copy))
}

const deedOf = (copy: SyncCopy) => ({ author: copy.identity.user, note: '' })

const folders = (copy: SyncCopy): ReadonlyMap<string, FolderView> =>
  foldersWith(copy.state, {
    table: documentTable,
    ids: copy.documents().map(({ documentId }) => documentId),
  })

const folderId = (copy: SyncCopy, path: string, name: string): string | null => {
  if (path === top) return null
  const found = [...folders(copy).values()].find((folder) => folder.path === path)
  if (found) return found.id
  throw new CommandFailure(failureCodes.usage, `There is no folder ${path} in ${name}.\n${folderHint(name)}`)
}

const recordShownAs = (copy: SyncCopy, path: string, name: string): RecordId => {
  const document = copy.documents().find((view) => view.name === path)
  if (document) return { table: documentTable, key: document.documentId }
  const folder = [...folders(copy).values()].find((view) => view.path === path)
  if (folder) return { table: folderTable, key: folder.id }
  throw new CommandFailure(
    failureCodes.usage,
    `There is no document and no folder ${path} in ${name}.\n${folderHint(name)}`,
  )
}

const shownAs = (copy: SyncCopy, { table, key }: RecordId): string | undefined =>
  table === documentTable ? copy.document(key)?.name : folders(copy).get(key)?.path

const folderHint = (name: string): string =>
  `Folders are named by their whole path, and ${top} is the top. To see those there are: npx shakedown file folders ${name}`

/** Lists the folders as they are shown, and which of them are not where somebody put them. */
export const listFolders = async (name: string, context: FileContext): Promise<void> => {
  const text = await withCopy(name, 'folders', context, async ({ copy }) => {
    const views = [...folders(copy).values()].sort((a, b) => (a.path < b.path ? -1 : 1))
    const lines = views.map((view) => `${view.path}${noteOf(view)}\n`)
    return lines.join('') || `${name} has no folders\n`
  })
  context.out(text)
}

const noteOf = ({ placement, isKeptForContents, isProvisional }: FolderView): string => {
  if (placement.kind === 'recovered') {
    const why = placement.why === 'cycle' ? 'two moves made a circle' : 'its folder is not there'
    return `   recovered: ${why}. To put it somewhere: npx shakedown file move`
  }
  if (isKeptForContents) return '   was deleted, and stays for what lies in it'
  return isProvisional ? '   shown under another name: somebody claimed its own earlier' : ''
}
