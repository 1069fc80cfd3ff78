/** Files and folders of this machine. */
export { folderDisk } from './folder-disk.ts'
export { realFileGuard } from './real-file-guard.ts'
export { foldersAbove, insideRoot } from './inside.ts'
export { removeLeftTemporaries } from './left-temporaries.ts'
export { writeNewFile } from './new-file.ts'
export { asDiskTrouble, errorCode, isAbsence, noFollow, troubleKind, troubleText } from './os-trouble.ts'
export { syncFolder } from './sync-folder.ts'
export { isTemporaryName, temporaryName } from './temporary-name.ts'
