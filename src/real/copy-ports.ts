import type { CopyPorts } from '../engine/index.ts'
import { realClock } from './clock.ts'
import { realDigest } from './digest.ts'
import { folderDisk } from './disk.ts'
import { realRandom } from './random.ts'

/** Everything that a copy in a folder of this machine needs. Nobody listens to what it tells. */
export const copyPorts = (folderPath: string): CopyPorts => ({
  disk: folderDisk(folderPath),
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  trace: { tell: () => {} },
})
