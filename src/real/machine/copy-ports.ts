import { join, resolve } from 'node:path'

import type { CopyPorts } from '../../engine/replica/index.ts'
import { folderDisk, realFileGuard } from '../disk/index.ts'
import { realClock } from './clock.ts'
import { realCompression } from './compression.ts'
import { continuityStore } from './continuity-store.ts'
import { realDigest } from './digest.ts'
import { folderKeyStore } from './key-store.ts'
import { realRandom } from './random.ts'
import { realSignature } from './signature.ts'
import { userStateFolder } from './state-folder.ts'

/**
 * Everything that a copy in a folder of this machine needs. Nobody listens to what it tells. `place` is where the folder
 * is to lie when it is finished.
 */
export const copyPorts = (
  folderPath: string,
  stateFolder: string = userStateFolder(),
  place: string = folderPath,
): CopyPorts => ({
  disk: folderDisk(folderPath),
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  continuity: continuityStore(resolve(place), stateFolder),
  compression: realCompression,
  guard: realFileGuard(folderPath),
  signing: { scheme: realSignature, keys: folderKeyStore(join(stateFolder, 'keys')) },
  trace: { tell: () => {} },
})
