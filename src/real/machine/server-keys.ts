import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import type { KeyPair } from '../../engine/ports/index.ts'
import { readKey, writeKey } from './folder-key-store.ts'
import { realSignature } from './real-signature.ts'

/**
 * The key that signs a server instance's tokens. Created once, readable by this user alone. Throws the system's
 * errors.
 */
export const serverKeys = (stateFolder: string, name: string): KeyPair =>
  ownKeys(join(stateFolder, 'server-keys'), name)

/** The key that signs a branch's requests to its centre. Created and stored likewise. Throws the system's errors. */
export const branchKeys = (stateFolder: string, name: string): KeyPair =>
  ownKeys(join(stateFolder, 'branch-keys'), name)

const ownKeys = (folder: string, name: string): KeyPair => {
  const file = encodeURIComponent(name)
  const known = readKey(join(folder, file))
  const seed = known ?? new Uint8Array(randomBytes(32))
  if (!known) writeKey(folder, file, seed)
  return realSignature.keyPair(seed)
}
