/** The layout of a copy's folder, and its small files. */
export { blockReader } from './block-reader.ts'
export {
  type CompactionNotes,
  type LogNote,
  notesBytes,
  parseNotes,
  type UnfinishedNote,
} from './compaction-notes.ts'
export { coveredBlocks, type Covering, heldIn, type NamedBlock } from './covered-blocks.ts'
export { coversBase, hasOtherBlock } from './covers-base.ts'
export {
  type CopyIdentity,
  type FileFormat,
  type FolderKind,
  formatBytes,
  jsonBytes,
  parseJson,
  readFormat,
  readIdentity,
  readOwner,
  writeFormat,
  writeIdentity,
} from './copy-identity.ts'
export {
  asideFolder,
  asidePath,
  contentPath,
  home,
  incomingFolder,
  incomingPath,
  instancePath,
  walSegmentPath,
  leasePath,
  leasesFolder,
  logFolder,
  listedPath,
  packPath,
  packsFolder,
  paths,
  rangePath,
  coldVersionsPath,
  sharedClockPath,
  visitorPath,
} from './layout.ts'
export { ownFolderSession, writePartOn } from './own-folder.ts'
export { versionsOnDisk } from './versions-on-disk.ts'
export { parseRetentionNotes, retentionBytes, type RetentionNotes } from './retention-notes.ts'
