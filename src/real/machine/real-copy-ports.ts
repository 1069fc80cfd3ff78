import { join, resolve } from 'node:path'

import type { CopyPorts } from '../../engine/replica/index.ts'
import { folderDisk, realFileGuard } from '../disk/index.ts'
import { fileContinuityStore } from './file-continuity-store.ts'
import { folderKeyStore } from './folder-key-store.ts'
import { realClock } from './real-clock.ts'
import { realCompression } from './real-compression.ts'
import { realDigest } from './real-digest.ts'
import { realRandom } from './real-random.ts'
import { realSignature } from './real-signature.ts'
import { userStateFolder } from './state-folder.ts'

/** All ports of a copy in a folder of this machine, without a listener. `place` is the folder's final path. */
export const realCopyPorts = (
  folderPath: string,
  stateFolder: string = userStateFolder(),
  finalPath: string = folderPath,
): CopyPorts => ({
  disk: folderDisk(folderPath),
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  continuity: fileContinuityStore(resolve(finalPath), stateFolder),
  compression: realCompression,
  guard: realFileGuard(folderPath),
  signing: { scheme: realSignature, keys: folderKeyStore(join(stateFolder, 'keys')) },
  trace: { emit: () => {} },
})
