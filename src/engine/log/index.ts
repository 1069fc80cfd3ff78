/** Append-only logs: version vectors, blocks, causal order, forked histories. */
export { type Block, blockEventsMax, blockPath, blocksBetween, parseBlockName } from './block.ts'
export type { Branch } from './branch.ts'
export { CausalLog } from './causal-log.ts'
export {
  decodeHeads,
  decodeResting,
  encodeHeads,
  type FolderHeads,
  headsMark,
  headsPreambleBytes,
  holdsAllHeads,
  type ReadHeads,
  restingName,
} from './heads-file.ts'
export {
  endsIn,
  type Heads,
  type HeadsEntry,
  type Holds,
  joinHeads,
  namedBlocks,
  sortedEntries,
  withEnds,
  withSigned,
} from './heads.ts'
export { Histories, type Split } from './histories.ts'
export type { BaseParts, ReadBlock, WantedBlock } from './line-base.ts'
export { LineLog } from './line-log.ts'
export {
  lacksNothing,
  type LinesHere,
  type MissingBlocks,
  missingHere,
  missingThere,
  type Unsent,
} from './missing.ts'
export { continueNewest, eventsSaid, joinNewest, type Newest, newestBytesMax, sayEvents } from './newest.ts'
export { isToRest, isUnder, type RestingHeads, type RestingRule, usualRestingRule } from './resting-heads.ts'
export type { BranchParts, Cut, LineRow, RestingLines, RestingLog, SideParts } from './resting-lines.ts'
export {
  furtherSigned,
  readSignedHead,
  type SignedHead,
  signedMessage,
  writeSignedHead,
} from './signed-head.ts'
export type { Rescued, Told } from './told.ts'
