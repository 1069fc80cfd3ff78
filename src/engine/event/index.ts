/** One event: its operation, values, timestamp and place in a hash chain. */
export { Chain } from './chain.ts'
export { type Continued, type ContinuesOp, type LineBreak, lineBreaks } from './continues-op.ts'
export type { AbandonOp, EndingOp, LeaveOp, TakeOverOp } from './ending-op.ts'
export { EventBytes, isSameBytes } from './event-bytes.ts'
export { createEventReader, type EventReader, type ReadEvent } from './event-reader.ts'
export { type After, decodeEvent, encodeEvent, type Event } from './event.ts'
export { type AddOp, type CountOp, type GatheringOp, isGathering, type RemoveOp } from './gathering-op.ts'
export type { LineKeyOp } from './line-key-op.ts'
export { withDots } from './op-dots.ts'
export { isWriteCode, type Merge, type Op, type RegisterCopyOp, type WriteOp } from './op.ts'
export { adoptStamp, compareStamps, nextStamp, type Stamp, stampAheadMaxMs } from './stamp.ts'
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
