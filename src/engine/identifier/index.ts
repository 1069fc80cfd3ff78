/** Names of logs and of the events in them. */
export {
  compareDots,
  type Dot,
  dotText,
  isSameDot,
  lineId,
  type LineId,
  lineIdFromBytes,
  parseDot,
} from './line.ts'
