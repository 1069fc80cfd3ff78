/** The engine's ports: time, randomness, disks, shares, signatures. */
export { type Cancel, type Clock, sleepMs } from './clock.ts'
export type { Compression } from './compression.ts'
export type { ContinuityStore, ContinuityToken } from './continuity-store.ts'
export type { Digest, DigestStream } from './digest.ts'
export { type AppendFile, type Disk, DiskTrouble, type DiskTroubleKind, type EntryKind } from './disk.ts'
export { awaitOrDiskRefusal, type DiskRefusal, orDiskRefusal, orDiskTrouble } from './or-disk-trouble.ts'
export { type DrawCause, drawCauses, type PauseCause } from './draw-cause.ts'
export type { FileGuard } from './file-guard.ts'
export type { KeyStore } from './key-store.ts'
export type { ChannelAnswer, MessageChannel, MessageClient } from './message-channel.ts'
export type { LockAnswer, LockHolder, ProcessLock } from './process-lock.ts'
export type { Random } from './random.ts'
export type {
  ArbiterSession,
  ConnectAnswer,
  ShareAddress,
  ShareAnswer,
  ShareClient,
  ShareSession,
} from './share-client.ts'
export { type KeyPair, privateKeyBytes, publicKeyBytes, type Signature, signatureBytes } from './signature.ts'
export type { EngineEvent, EngineTrace, NoLinkKind } from './engine-trace.ts'
