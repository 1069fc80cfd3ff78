/** Content addressing: chunks, packs, and live versions. */
export { type ChunkList, followList, type Listed, type ListEntry, listOf, sumBytes } from './chunk-list.ts'
export { type ChunkSizes, chunksOf } from './chunker.ts'
export { documentBytesMax, isPacked, wholeBytesMax } from './document-limits.ts'
export {
  type BroughtContent,
  contentsIn,
  type LiveContent,
  LiveContents,
  type LiveParts,
  type NeededContent,
} from './live-contents.ts'
export {
  decodeFront,
  encodeFront,
  frontBytesOf,
  frontStartBytes,
  othersIn,
  type Pack,
  packBytesOf,
} from './pack.ts'
