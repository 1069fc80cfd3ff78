/** Runs of events as compressed columns. */
export { ColumnContext, type TextColumn } from './column-context.ts'
export { expandColumns, shortenedColumns } from './compressed-columns.ts'
export type { Column, EventFlow } from './event-flow.ts'
export { passEvent } from './pass-event.ts'
export {
  checkPreamble,
  decodeRange,
  encodeRange,
  type Range,
  type RangePorts,
  writeRange,
} from './range-codec.ts'
