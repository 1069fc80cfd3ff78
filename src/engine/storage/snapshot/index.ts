/** The snapshot room's only entry point. */
export { checkPlaces } from './records-codec.ts'
export { decodeSnapshot, encodeSnapshot, snapshotChecksum } from './snapshot-codec.ts'
export { keepSnapshot, listSnapshots, type NamedSnapshot, snapshotPath } from './snapshot-shelf.ts'
export type { Snapshot, SnapshotParts } from './snapshot.ts'
export type { WriterParts } from './writer-parts.ts'
