/** Folders of this machine as shares. */
export { folderShare } from './folder-share.ts'
export { leaveMovedNote, readMovedNote } from './moved-note.ts'
export { makeWholeFolder } from './new-folder.ts'
export { shareAt } from './share-at.ts'
export { listSource, openSource } from './source-folder.ts'
