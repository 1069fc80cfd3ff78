import { createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import type { MessageClient } from '../../../src/engine/ports/message-channel.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import { serverClient, type ServerSession } from '../../../src/engine/replication/client/server-session.ts'
import type { Exchanging } from '../../../src/engine/replication/exchange/exchanging.ts'
import { OwnFolder } from '../../../src/engine/replication/exchange/seal.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import type { Balancer } from '../../../src/plan/server-topology.ts'
import type { Topology } from '../../../src/plan/topology.ts'
import { realDigest } from '../../../src/real/machine/digest.ts'
import { createKernel } from '../../../src/sim/kernel/kernel.ts'
import { PendingCalls } from '../../../src/sim/kernel/pending-calls.ts'
import { SimContinuity } from '../../../src/sim/machine/disk/sim-continuity-store.ts'
import { SimMachineDisk } from '../../../src/sim/machine/disk/sim-disk.ts'
import { simClock, simRandom } from '../../../src/sim/machine/ports.ts'
import { createNetwork, type Network } from '../../../src/sim/network/network.ts'
import { Servers } from '../../../src/sim/servers/servers.ts'
import { simHttpsClient } from '../../../src/sim/servers/sim-https-client.ts'
import { FileTimes } from '../../../src/sim/share/file-times.ts'
import { SessionTable } from '../../../src/sim/share/session-table.ts'
import type { SharedFolder } from '../../../src/sim/share/sim-share.ts'
import { madeIn, opened } from '../../engine/real-copy.ts'

export const secondUs = 1_000_000

const machine = (id: string, kind: Topology['hosts'][number]['kind']) =>
  ({ id, kind, user: null, sessionLimit: null, ...(kind === 'server' ? { cores: 2 } : {}) }) as const

const instance = (id: string, host: string) => ({ id, host, roots: ['nas'], workers: 2, port: 443 })

/** HAProxy's defaults. */
export const balancer: Balancer = {
  id: 'balancer',
  host: 'balancer',
  instances: ['web-1', 'web-2'],
  stickiness: 'cookie',
  check: { everyUs: 2 * secondUs, rise: 2, fall: 3, timeoutUs: 2 * secondUs },
  slowStartUs: 0,
  redispatch: true,
}

const estate = (changes: Partial<Balancer>): Topology => {
  const hosts = [
    machine('nas', 'nas'),
    machine('server-1', 'server'),
    machine('server-2', 'server'),
    machine('balancer', 'balancer'),
    machine('desk', 'laptop'),
    machine('bench', 'laptop'),
  ]
  return {
    name: 'estate',
    hosts,
    routers: [
      {
        kind: 'router',
        id: 'switch',
        joins: hosts.map(({ id }) => id),
        latencyUs: 500,
        bytesPerSecond: 12_500_000,
        capacityBytesPerSecond: 125_000_000,
      },
    ],
    vpns: [],
    copies: [{ id: 'ACME', host: 'nas', user: null, role: 'parent', parent: null }],
    instances: [instance('web-1', 'server-1'), instance('web-2', 'server-2')],
    balancers: [{ ...balancer, ...changes }],
  }
}

/** A client file on a NAS, two servers that publish it, and a balancer before them. */
export class ServedEstate {
  readonly kernel = createKernel({ seed: 1, startsAtMs: 0, rest: 'tick', traps: null, traceListener: null })
  readonly network: Network
  readonly calls = new PendingCalls()
  readonly servers: Servers
  readonly disk = new SimMachineDisk().folder('ACME')
  readonly #times = new FileTimes(() => this.kernel.nowMs())
  readonly table = new SessionTable('nas', null)
  /** Who has a session where, as the measures see it. */
  readonly diary: string[] = []

  private constructor(changes: Partial<Balancer>) {
    const topology = estate(changes)
    const { kernel, calls } = this
    const network = createNetwork(topology, kernel.agenda)
    this.network = network
    const folderAt = (file: string) => (file === 'ACME' ? this.#folder() : null)
    this.servers = new Servers({
      topology,
      kernel,
      network,
      calls,
      digest: realDigest,
      folderAt,
      release: (by) => this.table.releaseAll(by),
    })
  }

  static async open(changes: Partial<Balancer> = {}): Promise<ServedEstate> {
    const made = new ServedEstate(changes)
    const ports = made.ports('parent', made.disk)
    const parent = await madeIn(ports)
    await new OwnFolder(parent, ports).seal()
    parent.close()
    return made
  }

  web(id: 'web-1' | 'web-2') {
    const found = this.servers.instances.get(id)
    if (!found) throw new Error(`there is no ${id}`)
    return found
  }

  get balancer() {
    const found = this.servers.balancers.get('balancer')
    if (!found) throw new Error('there is no balancer')
    return found
  }

  client(copy: string, from = 'desk'): MessageClient {
    const { kernel, network, calls, servers } = this
    return simHttpsClient({
      kernel,
      network,
      calls,
      traffic: servers.traffic,
      copy,
      from,
      doorOf: (id) => servers.doorOf(id),
      observer: {
        connected: (by, door) => this.diary.push(`${by} enters ${door}`),
        disconnected: (by, door) => this.diary.push(`${by} leaves ${door}`),
      },
    })
  }

  async session(copy: string, door: string, client = this.client(copy)): Promise<ServerSession> {
    const answer = await this.lives(() => serverClient(client).connect(`https://${door}/ACME`))
    if (answer.kind !== 'session') throw new Error(`${copy} has no session: ${answer.detail}`)
    return answer.session
  }

  /** A copy on a laptop, made from the folder as it lies there. */
  async joins(name: string): Promise<SyncCopy> {
    const ports = this.ports(name)
    const from = ownFolderSession(this.disk)
    return opened(await createCopyFrom(from, { copyName: name, user: name }, ports))
  }

  /** Exchanges once over a session; what came of it. */
  async levels(copy: SyncCopy, session: ServerSession): Promise<string> {
    return (await this.lives(() => this.exchange(copy, session).exchange())).kind
  }

  exchange(copy: SyncCopy, session: ServerSession): Exchanging {
    return openExchange(copy, session, this.ports(copy.identity.copyName))
  }

  /** How often anything was changed in the folder through its share. */
  get changes(): number {
    return this.#times.changes
  }

  /** Does something in this world, and lets time pass until it is done. */
  async lives<T>(deed: () => Promise<T>): Promise<T> {
    const ended: Promise<T>[] = []
    this.kernel.agenda.after(0, () => {
      this.kernel.wake()
      const done = deed()
      const end = () => void ended.push(done)
      done.then(end, end)
    })
    await this.kernel.run(this.kernel.agenda.nowUs + 3600 * secondUs, () => ended.length > 0)
    const [done] = ended
    if (!done) throw new Error(`it never ended; open calls: ${this.calls.open().join(', ')}`)
    return done
  }

  async passes(us: number): Promise<void> {
    const untilUs = this.kernel.agenda.nowUs + us
    this.kernel.agenda.at(untilUs, () => undefined)
    await this.kernel.run(untilUs)
  }

  ports(copy: string, disk = new SimMachineDisk().folder(copy)) {
    return {
      disk,
      clock: simClock(this.kernel),
      random: simRandom(this.kernel, copy),
      digest: realDigest,
      continuity: new SimContinuity(() => disk).storeAt(copy),
      trace: { tell: () => undefined },
    }
  }

  #folder(): SharedFolder {
    const shelf = this.servers.shelves.get('nas')
    return {
      host: 'nas',
      disk: this.disk,
      times: this.#times,
      table: this.table,
      serve: (act) => shelf?.serve(act),
    }
  }
}
