/** Conflict resolution: folds events into state, the same on every copy. */
export type { LogTimestamps, ColdTimestamps, Span } from './ahead-timestamps.ts'
export { canonicalState } from './canonical-state.ts'
export { type Claim, claimOf, foldedName, nextName, resolveClaims, shownNumbers } from './claims.ts'
export { casesOf, caseValue, conflictTable, overdueConflicts, ownerGroup } from './conflict-cases.ts'
export { FileState } from './file-state.ts'
export {
  folderNameField,
  folderTable,
  folderTree,
  type FolderView,
  parentField,
  type Placement,
  placementOf,
  recoveredName,
} from './folder-tree.ts'
export { type Added, type Counted, Collections } from './collections.ts'
export {
  type Abandonment,
  Hierarchy,
  type Leaving,
  type LockDown,
  type Attribution,
  type Registration,
} from './hierarchy.ts'
export { deletionField, recordLife, type RecordLife, shownDotsOf } from './record-life.ts'
export { addressOf, isConflict, type Register, shownDots, type Written } from './register.ts'
export type { Continuation, RegisterAddress, ColdRecord, ColdState, StateParts } from './cold-state.ts'
export { foldersWith, type Review, reviewOf } from './review.ts'
export { parseSeen, seenToken, type SeenToken } from './seen.ts'
export { signOffField, signOffs } from './sign-offs.ts'
export { TemplateAuthors } from './template-authors.ts'
