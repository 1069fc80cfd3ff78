/** The door of the real parts. */
export { copyPorts } from './copy-ports.ts'
export { makeWholeFolder } from './new-folder.ts'
export { writeNewFile } from './new-file.ts'
export { lineLock, processLock } from './process-lock.ts'
export { shareAt } from './share-at.ts'
export { isSmbAddress } from './smb/smb-address.ts'
export { createSmbShare, type CredentialsFor } from './smb/smb-share.ts'
export { listSource, openSource } from './source-folder.ts'
