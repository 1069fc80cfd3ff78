/** Documents, and their checkout into the working folder. */
export { type Behaviour, behaviourField, behaviourOf, behaviours, parseBehaviour } from './behaviour.ts'
export { contentField, documentTable, type DocumentView, nameField } from './document-view.ts'
export {
  type FileParts,
  FoldedFile,
  type FoldedVersion,
  type ColdFile,
  type FoldedFileListener,
} from './folded-file.ts'
export { guardFiles } from './guarded-files.ts'
export { type FoundEntry, refusedEntries, type RefusedEntry } from './import-check.ts'
export type { CheckoutOutcome } from './checkout.ts'
export { type BinnedDocument, emptiedField, emptiedTable, isEmptied, recycleBin } from './recycle-bin.ts'
export {
  keepVersionsField,
  keepVersionsMs,
  parseKeepVersions,
  settingsKey,
  settingsTable,
} from './retention-policy.ts'
export { type SpentContent, spentVersions } from './spent-versions.ts'
export { type ExternalEdit, WorkingFolder } from './working-folder.ts'
