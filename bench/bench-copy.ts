import type { CopyPorts, Disk } from '../src/engine/index.ts'
import { createClientFile, type CreateOutcome, type SyncCopy } from '../src/engine/index.ts'
import { realClock } from '../src/real/machine/clock.ts'
import { realCompression } from '../src/real/machine/compression.ts'
import { realDigest } from '../src/real/machine/digest.ts'
import { realRandom } from '../src/real/machine/random.ts'
import { SimContinuity } from '../src/sim/machine/disk/sim-continuity-store.ts'
import { SimMachineDisk } from '../src/sim/machine/disk/sim-disk.ts'

/** A copy's ports with a disk of its own choice; nobody listens to what it tells. */
export const portsOn = (disk: Disk): CopyPorts => ({
  disk,
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  continuity: new SimContinuity(() => disk).storeAt('bench'),
  compression: realCompression,
  trace: { tell: () => {} },
})

/** A folder on a simulated disk that no other folder shares: memory, and nothing else. */
export const memoryFolder = (): Disk => new SimMachineDisk().folder('bench')

export const newFile = async (ports: CopyPorts): Promise<SyncCopy> =>
  opened(await createClientFile({ fileName: 'BENCH', user: 'bench' }, ports))

export const opened = (outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new Error(`a copy could not be made: ${outcome.kind}`)
  return outcome.copy
}
