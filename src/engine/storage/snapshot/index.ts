/** Snapshots, so that opening a copy reads no old events. */
export { checkAddresses } from './records-codec.ts'
export { decodeSnapshot, encodeSnapshot, snapshotChecksum } from './snapshot-codec.ts'
export { keepSnapshot, listSnapshots, type NamedSnapshot, snapshotPath } from './snapshot-shelf.ts'
export type { Snapshot, SnapshotParts } from './snapshot.ts'
export type { WriterParts } from './writer-parts.ts'
