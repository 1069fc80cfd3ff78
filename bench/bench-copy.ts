import { createClientFile, type CreateOutcome } from '../src/engine/lifecycle/index.ts'
import type { Disk } from '../src/engine/ports/index.ts'
import type { CopyPorts, SyncCopy } from '../src/engine/replica/index.ts'
import { realClock, realCompression, realDigest, realRandom } from '../src/real/machine/index.ts'
import { SimContinuityMemory, SimMachineDisk } from '../src/sim/machine/disk/index.ts'

/** A copy's ports with a disk of its own choice; nobody listens to what it tells. */
export const portsOn = (disk: Disk): CopyPorts => ({
  disk,
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  continuity: new SimContinuityMemory(() => disk).storeAt('bench'),
  compression: realCompression,
  trace: { emit: () => {} },
})

/** A folder on a simulated disk that no other folder shares: memory, and nothing else. */
export const memoryFolder = (): Disk => new SimMachineDisk().folder('bench')

export const newFile = async (ports: CopyPorts): Promise<SyncCopy> =>
  opened(await createClientFile({ fileName: 'BENCH', user: 'bench' }, ports))

export const opened = (outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new Error(`a copy could not be made: ${outcome.kind}`)
  return outcome.copy
}
