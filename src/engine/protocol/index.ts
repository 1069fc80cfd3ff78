/** The wire protocol: requests, answers, delta encoding. */
export { type Answer, decodeAnswer, encodeAnswer, type ExchangeAnswer } from './answer.ts'
export { readBatch, writeBatch } from './batch.ts'
export { DeltaContext, type HashStartAt } from './delta-context.ts'
export { versionsBrought } from './versions-brought.ts'
export { heldEtag } from './version-entries.ts'
export type { FileRequest, FileValue } from './file-request.ts'
export { changesFor, spanOf } from './client-changes.ts'
export { type Refusal, type RefusalCode, refusalText, Refused } from './refusal.ts'
export {
  decodeRequest,
  encodeRequest,
  type ExchangeRequest,
  isFileRequest,
  type Request,
  type Wanted,
} from './request.ts'
export type { ReadingSide, Span } from './span.ts'
