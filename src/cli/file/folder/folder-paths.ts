import { documentTable } from '../../../engine/document/index.ts'
import { foldersWith, type FolderView } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import { type MessageFor, usageFailure } from '../../context/command-failure.ts'

const top = '/'

export const folders = (copy: SyncCopy): ReadonlyMap<string, FolderView> =>
  foldersWith(copy.state, {
    table: documentTable,
    ids: copy.documents().map(({ documentId }) => documentId),
  })

/** The id of a folder. Returns null for the top, and ends the command if there is no such folder. */
export const folderId = (copy: SyncCopy, path: string, name: string): string | null => {
  if (path === top) return null
  const found = [...folders(copy).values()].find((folder) => folder.path === path)
  if (found) return found.id
  throw usageFailure((shakedown) => `There is no folder ${path} in ${name}.\n${folderHint(name)(shakedown)}`)
}

export const folderHint =
  (name: string): MessageFor =>
  (shakedown) =>
    `Folders are named by their whole path, and ${top} is the top. To see all: ${shakedown} file folder list ${name}`
