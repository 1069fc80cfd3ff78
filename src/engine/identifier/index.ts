/** The identifier room's only entry point. */
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
