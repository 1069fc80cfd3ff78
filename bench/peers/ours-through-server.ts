import { createCopyFrom } from '../../src/engine/lifecycle/index.ts'
import type { CopyPorts, SyncCopy } from '../../src/engine/replica/index.ts'
import { openExchange, serverClient, type ServerSession } from '../../src/engine/replication/client/index.ts'
import type { Exchanger } from '../../src/engine/replication/exchange/index.ts'
import { directClient, PublishedCopy, SyncServer } from '../../src/engine/server/index.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/index.ts'
import { memoryFolder, newFile, portsOn } from '../bench-copy.ts'
import { closedIn, mustBeLevel, mustBeOpen, OurCopy, storedIn } from './ours.ts'
import type { Peer, Values } from './peer.ts'

/** Nobody here asks for leases. */
const noArbiter = {
  createExclusive: async () => ({ kind: 'denied', detail: 'no leases in this measurement' }) as const,
  modifiedMs: async () => ({ kind: 'absent' }) as const,
}

/** A copy in a program that serves it to others, or that is a client of such a program. */
class ServedReplica extends OurCopy {
  readonly #published: PublishedCopy
  readonly #server: SyncServer
  readonly #links = new Map<ServedReplica, Exchanger>()

  constructor(copy: SyncCopy, ports: CopyPorts) {
    super(copy, ports)
    this.#published = new PublishedCopy(copy, { ...ownFolderSession(ports.disk), ...noArbiter })
    this.#server = new SyncServer(async () => this.#published, ports)
  }

  override async write(record: string, values: Values): Promise<void> {
    await super.write(record, values)
    this.#published.changed()
  }

  /** What crosses is counted with the client. */
  async session(client: { bytes: number }): Promise<ServerSession> {
    const messages = directClient(this.#server, 'ann', { crossed: (bytes) => void (client.bytes += bytes) })
    const answer = await serverClient(messages).connect('bench')
    if (answer.kind !== 'session') throw new Error(answer.detail)
    return answer.session
  }

  isLinkedTo(server: ServedReplica): boolean {
    return this.#links.has(server)
  }

  async exchange(server: ServedReplica): Promise<number> {
    const before = this.bytes
    const link = await this.#link(server)
    mustBeLevel(await link.exchange())
    return this.bytes - before
  }

  /** The same on a link that waits for news all the time. */
  async pushTo(server: ServedReplica): Promise<number> {
    const before = this.bytes
    const link = await this.#link(server)
    void link.untilChanges(waitMs)
    mustBeLevel(await link.exchange())
    return this.bytes - before
  }

  /** Takes in what the server tells whoever waits. */
  async hear(server: ServedReplica): Promise<number> {
    const before = this.bytes
    const link = await this.#link(server)
    await link.untilChanges(waitMs)
    mustBeLevel(await link.exchange())
    void link.untilChanges(waitMs)
    return this.bytes - before
  }

  async #link(server: ServedReplica): Promise<Exchanger> {
    const known = this.#links.get(server)
    if (known) return known
    const link = openExchange(this.copy, await server.session(this), this.ports)
    this.#links.set(server, link)
    return link
  }
}

const waitMs = 20_000
let joined = 0

export const peer: Peer<ServedReplica> = {
  about:
    'two programs that exchange messages: one serves its open copy, the other is its client; copies in memory, without sockets; bytes are whole messages, both ways',
  first: async () => {
    const ports = portsOn(memoryFolder())
    return new ServedReplica(await newFile(ports), ports)
  },
  join: async (other) => {
    const ports = portsOn(memoryFolder())
    const counter = { bytes: 0 }
    const options = { copyName: `copy-${(joined += 1)}`, user: 'ann' }
    const session = await other.session(counter)
    const replica = new ServedReplica(mustBeOpen(await createCopyFrom(session, options, ports)), ports)
    return { replica, bytes: counter.bytes }
  },
  level: (a, b) => b.exchange(a),
  push: (from, to) => (from.isLinkedTo(to) ? from.pushTo(to) : to.hear(from)),
  stored: storedIn,
  closed: (replica) => closedIn(replica, (copy, ports) => new ServedReplica(copy, ports)),
}
