/** Names of logs and of the events in them. */
export {
  compareDots,
  type Dot,
  dotText,
  isSameDot,
  asLogId,
  type LogId,
  logIdFromBytes,
  parseDot,
} from './log-id.ts'
