import { documentTable } from '../../../engine/document/index.ts'
import { folderTable } from '../../../engine/merge/index.ts'
import type { RecordId, RecordOutcome, SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { folderHint, folderId, folders } from './folder-paths.ts'

/** A move of a document or folder. `kinds` limits the kinds of thing that the path may name. */
export interface Move {
  readonly name: string
  readonly what: string
  readonly into: string
  readonly kinds: 'document' | 'folder' | 'document or folder'
}

export const moveInto = async (request: Move, context: CommandContext): Promise<void> => {
  const { name, what, into } = request
  const purpose = request.kinds === 'folder' ? 'folder move' : 'document move'
  const text = await withCopy(name, purpose, context, async ({ copy }) => {
    const record = recordShownAs(copy, request)
    const outcome = await moveTo(copy, record, folderId(copy, into, name))
    writtenDot(outcome, name, folderHint(name))
    return `${what} is now ${shownAs(copy, record) ?? what}\n`
  })
  context.out(text)
}

const moveTo = (copy: SyncCopy, record: RecordId, folder: string | null): Promise<RecordOutcome> => {
  const { seen } = copy.read(record.table, record.key, 'parent')
  return copy.records.move(record, folder, seen, { author: copy.identity.user, note: '' })
}

const recordShownAs = (copy: SyncCopy, { what, name, kinds }: Move): RecordId => {
  const document = copy.documents().find((view) => view.name === what)
  if (document && kinds !== 'folder') return { table: documentTable, key: document.documentId }
  const folder = [...folders(copy).values()].find((view) => view.path === what)
  if (folder && kinds !== 'document') return { table: folderTable, key: folder.id }
  const missing = kinds === 'document or folder' ? 'document and no folder' : kinds
  throw usageFailure(
    (shakedown) => `There is no ${missing} ${what} in ${name}.\n${folderHint(name)(shakedown)}`,
  )
}

const shownAs = (copy: SyncCopy, { table, key }: RecordId): string | undefined =>
  table === documentTable ? copy.document(key)?.name : folders(copy).get(key)?.path
