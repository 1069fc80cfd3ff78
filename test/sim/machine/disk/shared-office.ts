import type { ArbiterSession } from '../../../../src/engine/ports/share-client.ts'
import type { CopyPorts } from '../../../../src/engine/replica/copy-ports.ts'
import { realDigest } from '../../../../src/real/machine/digest.ts'
import { createKernel } from '../../../../src/sim/kernel/kernel.ts'
import { PendingCalls } from '../../../../src/sim/kernel/pending-calls.ts'
import { SimContinuity } from '../../../../src/sim/machine/disk/sim-continuity-store.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'
import { simClock, simRandom } from '../../../../src/sim/machine/ports.ts'
import { createNetwork, type Network } from '../../../../src/sim/network/network.ts'
import { FileTimes } from '../../../../src/sim/share/file-times.ts'
import { SessionTable } from '../../../../src/sim/share/session-table.ts'
import { createSimShareClient } from '../../../../src/sim/share/sim-share.ts'
import { office } from '../../network/estate.ts'

export const secondUs = 1_000_000

/** The office of the network's tests, whose server shares a folder: with a diary of who came, went and was refused. */
export class SharedOffice {
  readonly kernel = createKernel({ seed: 1, startsAtMs: 0, rest: 'tick', traps: null, traceListener: null })
  readonly network: Network
  readonly calls = new PendingCalls()
  readonly disk = new SimMachineDisk().folder('parent')
  readonly times = new FileTimes(() => this.kernel.nowMs())
  readonly diary: string[] = []
  readonly table: SessionTable

  constructor(limit: number | null = 20, tunnelBytesPerSecond = 2_500_000) {
    const vpns = office.vpns.map((vpn) => ({ ...vpn, bytesPerSecond: tunnelBytesPerSecond }))
    this.network = createNetwork({ ...office, vpns }, this.kernel.agenda)
    this.table = new SessionTable('server', limit)
  }

  /** A copy's way to the shared folder, from `desk` over the router, or from `laptop` over the tunnel. */
  client(copy: string, fromHost: 'desk' | 'laptop' = 'desk') {
    const { kernel, network, calls, disk, times, table } = this
    const note = (word: string) => (by: string, host: string) => {
      this.diary.push(`${by} ${word} ${host}`)
    }
    return createSimShareClient({
      kernel,
      network,
      calls,
      copy,
      fromHost,
      folderAt: (address) => (address === 'parent' ? { host: 'server', disk, times, table } : null),
      observer: { connected: note('enters'), refused: note('is refused at'), disconnected: note('leaves') },
    })
  }

  connect(copy: string, fromHost: 'desk' | 'laptop' = 'desk') {
    const client = this.client(copy, fromHost)
    return this.lives(() => client.connect('parent'))
  }

  async session(copy: string, fromHost: 'desk' | 'laptop' = 'desk'): Promise<ArbiterSession> {
    const answer = await this.connect(copy, fromHost)
    if (answer.kind !== 'session') throw new Error(`${copy} has no session: ${answer.kind}`)
    return answer.session
  }

  /** Does something in this world, and lets time pass until it is done. */
  async lives<T>(deed: () => Promise<T>): Promise<T> {
    const { agenda } = this.kernel
    const ended: Promise<T>[] = []
    agenda.after(0, () => {
      this.kernel.wake()
      const done = deed()
      const end = () => void ended.push(done)
      done.then(end, end)
    })
    await this.kernel.run(agenda.nowUs + 3600 * secondUs, () => ended.length > 0)
    const [done] = ended
    if (!done) throw new Error(`it never ended; open calls: ${this.calls.open().join(', ')}`)
    return done
  }

  async passes(us: number): Promise<void> {
    const untilUs = this.kernel.agenda.nowUs + us
    this.kernel.agenda.at(untilUs, () => undefined)
    await this.kernel.run(untilUs)
  }

  /** Takes the tunnel away so long from now, and gives it back so long after that. */
  tunnelDrops(afterUs: number, forUs: number): void {
    this.kernel.agenda.after(afterUs, () => this.network.setUp('tunnel', false))
    this.kernel.agenda.after(afterUs + forUs, () => this.network.setUp('tunnel', true))
  }

  /** The engine's ports for a copy that lies on a machine of its own, or in the shared folder. */
  ports(copy: string, disk = new SimMachineDisk().folder(copy)): CopyPorts {
    return {
      disk,
      clock: simClock(this.kernel),
      random: simRandom(this.kernel, copy),
      digest: realDigest,
      continuity: new SimContinuity(() => disk).storeAt(copy),
      trace: { tell: () => undefined },
    }
  }
}
