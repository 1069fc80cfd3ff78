/** The door of the real parts. */
export { copyPorts } from './copy-ports.ts'
export { folderShare } from './folder-share.ts'
export { makeWholeFolder } from './new-folder.ts'
export { lineLock, processLock } from './process-lock.ts'
export { listSource, readSource } from './source-folder.ts'
