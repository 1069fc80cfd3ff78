import { createCopyFrom } from '../../src/engine/lifecycle/create-copy.ts'
import type { MessageClient } from '../../src/engine/ports/message-channel.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { openExchange } from '../../src/engine/replication/client/open-exchange.ts'
import { serverClient, type ServerSession } from '../../src/engine/replication/client/server-session.ts'
import type { Exchanger } from '../../src/engine/replication/exchange/exchanger.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/own-folder.ts'
import type { Balancer } from '../../src/plan/definitions/part/load-balancer.ts'
import type { Topology } from '../../src/plan/topology.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { SimMachineDisk } from '../../src/sim/machine/disk/sim-disk.ts'
import { simHttpsClient } from '../../src/sim/servers/sim-https-client.ts'
import { SimServers } from '../../src/sim/servers/sim-servers.ts'
import { FileTimes } from '../../src/sim/share/file-times.ts'
import { SessionTable } from '../../src/sim/share/session-table.ts'
import type { SharedFolder } from '../../src/sim/share/sim-share.ts'
import { madeIn, opened } from '../engine/real-copy.ts'
import { SimWorld } from './sim-world.ts'
import { servedOffice } from './topologies.ts'

/** A world with a client file on a NAS, two servers that publish it, and a balancer before them. */
export class ServedFileWorld extends SimWorld {
  readonly servers: SimServers
  readonly disk = new SimMachineDisk().folder('ACME')
  readonly #times = new FileTimes(() => this.kernel.nowMs())
  readonly table = new SessionTable('nas', null)
  /** Who has a session where, as the measures see it. */
  readonly diary: string[] = []

  private constructor(changes: Partial<Balancer>, others: Partial<Topology>) {
    const topology = { ...servedOffice(changes), ...others }
    super(topology)
    const { kernel, network, names, calls } = this
    this.servers = new SimServers({
      topology,
      kernel,
      network,
      names,
      calls,
      digest: realDigest,
      folderAt: (file) => (file === 'ACME' ? this.#folder() : null),
      release: (by) => this.table.releaseAll(by),
    })
  }

  static async open(
    changes: Partial<Balancer> = {},
    others: Partial<Topology> = {},
  ): Promise<ServedFileWorld> {
    const made = new ServedFileWorld(changes, others)
    const ports = made.ports('parent', made.disk)
    const parent = await madeIn(ports)
    await new OwnFolderExchange(parent, ports).flush()
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
    const { kernel, network, names, calls, servers } = this
    return simHttpsClient({
      kernel,
      network,
      names,
      calls,
      traffic: servers.traffic,
      copy,
      from,
      endpointOf: (id) => servers.endpointOf(id),
      observer: {
        connected: (by, door) => this.diary.push(`${by} enters ${door}`),
        disconnected: (by, door) => this.diary.push(`${by} leaves ${door}`),
      },
    })
  }

  async session(copy: string, door: string, client = this.client(copy)): Promise<ServerSession> {
    const answer = await this.completes(() => serverClient(client).connect(`https://${door}/ACME`))
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
    return (await this.completes(() => this.exchange(copy, session).exchange())).kind
  }

  exchange(copy: SyncCopy, session: ServerSession): Exchanger {
    return openExchange(copy, session, this.ports(copy.identity.copyName))
  }

  /** How often anything was changed in the folder through its share. */
  get changes(): number {
    return this.#times.changes
  }

  #folder(): SharedFolder {
    const shelf = this.servers.nasServices.get('nas')
    return {
      host: 'nas',
      disk: this.disk,
      times: this.#times,
      table: this.table,
      serve: (act) => shelf?.serve(act),
    }
  }
}
