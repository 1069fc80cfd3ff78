/** The wire protocol: requests, answers, delta encoding. */
export { type Answer, decodeAnswer, encodeAnswer, type ExchangeAnswer } from './answer.ts'
export { readBatch, writeBatch } from './batch.ts'
export { BriefContext, type HashStartAt } from './brief-context.ts'
export { headsBrought } from './brought.ts'
export { heldMark } from './entries.ts'
export type { FileRequest, FileValue } from './file-request.ts'
export { newsFor, stretchOf } from './news.ts'
export { type Refusal, type RefusalCode, refusalText, Refused } from './refusal.ts'
export {
  decodeRequest,
  encodeRequest,
  type ExchangeRequest,
  isFileRequest,
  type Request,
  type Wanted,
} from './request.ts'
export type { ReadingSide, Stretch } from './stretch.ts'
