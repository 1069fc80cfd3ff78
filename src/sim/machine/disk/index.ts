/** Simulated disks, and the states that a crash leaves. */
export { copyFolder } from './copy-folder.ts'
export { CrashDisk, Crashed } from './crash-disk.ts'
export type { CrashVariant } from './crash-variant.ts'
export { sampledKey } from './sampled-key.ts'
export { SharedBlocks } from './shared-blocks.ts'
export { SimContinuityMemory } from './sim-continuity-memory.ts'
export { SimMachineDisk } from './sim-disk.ts'
export { simKeyStore } from './sim-key-store.ts'
