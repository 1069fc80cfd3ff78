import type { CopyPorts } from '../../src/engine/replica/copy-ports.ts'
import type { Topology } from '../../src/plan/topology.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { createKernel, type Kernel } from '../../src/sim/kernel/kernel.ts'
import { PendingCalls } from '../../src/sim/kernel/pending-calls.ts'
import { SimContinuityMemory } from '../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../src/sim/machine/disk/sim-disk.ts'
import { simClock, simRandom } from '../../src/sim/machine/sim-ports.ts'
import { SimNames } from '../../src/sim/names/sim-names.ts'
import { createNetwork, type Network } from '../../src/sim/network/network.ts'

export const secondUs = 1_000_000

/** The longest virtual time that a call may take before the test fails. */
const callLimitUs = 3600 * secondUs

/** A simulated world under test: a topology's network, and virtual time that passes on request only. */
export class SimWorld {
  readonly kernel: Kernel
  readonly network: Network
  readonly names: SimNames
  readonly calls = new PendingCalls()
  #openCalls = 0
  #driving: Promise<void> | null = null

  constructor(topology: Topology, { seed = 1, startsAtMs = 0 } = {}) {
    this.kernel = createKernel({ seed, startsAtMs, quiescence: 'tick', traps: null, traceListener: null })
    const { scheduler } = this.kernel
    this.network = createNetwork(topology, scheduler)
    this.names = new SimNames({ topology, scheduler, network: this.network })
  }

  /** Runs a call inside the world and lets time pass until it settles. Several calls may be open at once. */
  async completes<T>(call: () => Promise<T>): Promise<T> {
    const { kernel } = this
    this.#openCalls += 1
    const settled = new Promise<T>((resolve, reject) => {
      kernel.scheduler.after(0, () => {
        kernel.wake()
        call().then(resolve, reject)
      })
    })
    this.#driving ??= this.#drive().finally(() => (this.#driving = null))
    try {
      return await Promise.race([settled, this.#driving.then(() => settled)])
    } finally {
      this.#openCalls -= 1
      // The kernel runs one loop at a time, so the last call waits until the loop has ended.
      if (this.#openCalls === 0) await this.#driving
    }
  }

  /** Lets so much time pass, whether or not anything happens at its end. */
  async elapses(us: number): Promise<void> {
    const untilUs = this.kernel.scheduler.nowUs + us
    this.kernel.scheduler.at(untilUs, () => undefined)
    await this.kernel.run(untilUs)
  }

  /** The engine's ports for a copy, by default on a machine of its own. */
  ports(copy: string, disk = new SimMachineDisk().folder(copy)): CopyPorts {
    return {
      disk,
      clock: simClock(this.kernel),
      random: simRandom(this.kernel, copy),
      digest: realDigest,
      continuity: new SimContinuityMemory(() => disk).storeAt(copy),
      trace: { emit: () => undefined },
    }
  }

  async #drive(): Promise<void> {
    const untilUs = this.kernel.scheduler.nowUs + callLimitUs
    await this.kernel.run(untilUs, () => this.#openCalls === 0)
    if (this.#openCalls > 0) throw new Error(`it never ended; open calls: ${this.calls.open().join(', ')}`)
  }
}
