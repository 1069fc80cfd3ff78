/** One event: its ops, values, timestamp and hash chain. */
export { HashChain } from './hash-chain.ts'
export { type Continued, type ContinuesOp, type LogBreak, logBreaks } from './continues-op.ts'
export type { AbandonOp, LifecycleOp, LeaveOp, TakeOverOp } from './lifecycle-op.ts'
export { EventBytes, isSameBytes } from './event-bytes.ts'
export { createEventReader, type EventReader, type ReadEvent } from './event-reader.ts'
export { type Dep, decodeEvent, encodeEvent, type Event } from './event.ts'
export {
  type AddOp,
  type CountOp,
  type CollectionOp,
  isCollectionOp,
  type RemoveOp,
} from './collection-op.ts'
export type { LogKeyOp } from './log-key-op.ts'
export { withDots } from './op-dots.ts'
export { isWriteCode, type Merge, type Op, type RegisterCopyOp, type WriteOp } from './op.ts'
export {
  adoptTimestamp,
  compareTimestamps,
  nextTimestamp,
  type HlcTimestamp,
  clockSkewMaxMs,
} from './hlc-timestamp.ts'
export { readValue, writeValue } from './value-codec.ts'
export {
  canonicalText,
  contentValue,
  deletedValue,
  displayText,
  groupValue,
  numberValue,
  referenceValue,
  signedValue,
  textValue,
  typedValue,
  type Value,
} from './value.ts'
