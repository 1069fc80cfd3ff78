import type { ArbiterSession } from '../../src/engine/ports/share-client.ts'
import type { Topology } from '../../src/plan/topology.ts'
import { SimMachineDisk } from '../../src/sim/machine/disk/sim-disk.ts'
import { FileTimes } from '../../src/sim/share/file-times.ts'
import { SessionTable } from '../../src/sim/share/session-table.ts'
import { createSimShareClient } from '../../src/sim/share/sim-share.ts'
import { SimWorld } from './sim-world.ts'
import { office } from './topologies.ts'

/** The office's world, whose server shares a folder: with a diary of who came, went and was refused. */
export class SharedFolderWorld extends SimWorld {
  readonly disk = new SimMachineDisk().folder('parent')
  readonly times = new FileTimes(() => this.kernel.nowMs())
  readonly diary: string[] = []
  readonly table: SessionTable

  constructor(limit: number | null = 20, tunnelBytesPerSecond = 2_500_000, changes: Partial<Topology> = {}) {
    const vpns = office.vpns.map((vpn) => ({ ...vpn, bytesPerSecond: tunnelBytesPerSecond }))
    super({ ...office, vpns, ...changes })
    this.table = new SessionTable('server', limit)
  }

  /** A copy's way to the shared folder, from `desk` over the router, or from `laptop` over the tunnel. */
  client(copy: string, fromHost: 'desk' | 'laptop' = 'desk') {
    const { kernel, network, names, calls, disk, times, table } = this
    const note = (word: string) => (by: string, host: string) => {
      this.diary.push(`${by} ${word} ${host}`)
    }
    return createSimShareClient({
      kernel,
      network,
      names,
      calls,
      copy,
      fromHost,
      folderAt: (address) => (address === 'parent' ? { host: 'server', disk, times, table } : null),
      observer: { connected: note('enters'), refused: note('is refused at'), disconnected: note('leaves') },
    })
  }

  connect(copy: string, fromHost: 'desk' | 'laptop' = 'desk') {
    const client = this.client(copy, fromHost)
    return this.completes(() => client.connect('parent'))
  }

  async session(copy: string, fromHost: 'desk' | 'laptop' = 'desk'): Promise<ArbiterSession> {
    const answer = await this.connect(copy, fromHost)
    if (answer.kind !== 'session') throw new Error(`${copy} has no session: ${answer.kind}`)
    return answer.session
  }

  /** Takes the tunnel away so long from now, and gives it back so long after that. */
  tunnelDrops(afterUs: number, forUs: number): void {
    this.kernel.scheduler.after(afterUs, () => this.network.setUp('tunnel', false))
    this.kernel.scheduler.after(afterUs + forUs, () => this.network.setUp('tunnel', true))
  }
}
