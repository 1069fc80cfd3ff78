/** Document bytes in a copy's folder. */
export { appendRuns } from './append-runs.ts'
export { type ByteSource, fileHash, piecesOf, sourceOfBytes, sourceOfFile } from './byte-source.ts'
export { Contents, type Stored } from './contents.ts'
export { followHere, type PackLocation, Packs, runBytesMax, runsOf } from './packs.ts'
