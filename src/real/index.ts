/** The door of the real parts. */
export { copyPorts } from './copy-ports.ts'
export { folderShare } from './folder-share.ts'
export { makeWholeFolder } from './new-folder.ts'
export { processLock } from './process-lock.ts'
export { listSource, openSource } from './source-folder.ts'
export { writeNewFile } from './new-file.ts'
