import { textValue } from '../../src/engine/event/index.ts'
import { createCopyFrom, type CreateOutcome } from '../../src/engine/lifecycle/index.ts'
import type { Disk } from '../../src/engine/ports/index.ts'
import { type CopyPorts, openCopy, type OpenOutcome, type SyncCopy } from '../../src/engine/replica/index.ts'
import {
  type ExchangeOutcome,
  FolderExchanger,
  OwnFolderExchange,
} from '../../src/engine/replication/exchange/index.ts'
import { ownFolderSession } from '../../src/engine/storage/folder/index.ts'
import { newFile, portsOn } from '../bench-copy.ts'
import { countedSession } from './counted-session.ts'
import type { Peer, Replica, Stored, Values } from './peer.ts'
import { storedBytes } from './stored-bytes.ts'

const table = 'trial-balance'
/** Where everything of the engine lies in a folder. */
const home = '.shakedown'
const deed = { author: 'ann', note: '' }

/** A copy, as the workloads write and read it. */
export class OurCopy implements Replica {
  readonly copy: SyncCopy
  readonly ports: CopyPorts
  readonly #own: OwnFolderExchange
  bytes = 0

  constructor(copy: SyncCopy, ports: CopyPorts) {
    this.copy = copy
    this.ports = ports
    this.#own = new OwnFolderExchange(copy, ports)
  }

  get disk(): Disk {
    return this.ports.disk
  }

  async write(record: string, values: Values): Promise<void> {
    const writes = Object.entries(values)
    const [first] = writes
    if (writes.length > 1 || !first) return this.#writeNew(record, writes)
    const [field, value] = first
    const { seen } = this.copy.read(table, record, field)
    const outcome = await this.copy.edit({ table, key: record, field }, textValue(value), seen, deed)
    if (outcome.kind !== 'acknowledged') throw new Error(`an edit was not acknowledged: ${outcome.kind}`)
  }

  read(record: string, field: string): string | null {
    return this.#values(record, field)[0] ?? null
  }

  conflicting(record: string, field: string): readonly string[] {
    const values = this.#values(record, field)
    return new Set(values).size > 1 ? values : []
  }

  /** What was done here is put where visitors find it, and what they brought is taken in. */
  async seal(): Promise<void> {
    mustBeLevel(await this.#own.flush())
  }

  /** Closes the copy as a user's program does; what the machine remembers of it is in the ports. */
  async close(): Promise<CopyPorts> {
    mustBeLevel(await this.#own.flushToClose())
    this.copy.close()
    return this.ports
  }

  #values(record: string, field: string): readonly string[] {
    const { register } = this.copy.read(table, record, field)
    return (register?.siblings ?? []).map(({ value }) => (value.kind === 'text' ? value.text : ''))
  }

  async #writeNew(record: string, writes: readonly [string, string][]): Promise<void> {
    const places = writes.map(([field, value]) => ({ table, key: record, field, value: textValue(value) }))
    const dot = await this.copy.writeRecords(places, deed)
    if (!('seq' in dot)) throw new Error('records were not acknowledged')
  }
}

class OurReplica extends OurCopy {
  readonly #visits = new Map<OurReplica, FolderExchanger>()

  /** One exchange with the other one's folder, through a session that is kept. */
  async visit(other: OurReplica): Promise<number> {
    const before = this.bytes
    let exchanger = this.#visits.get(other)
    if (!exchanger) {
      const session = countedSession(ownFolderSession(other.disk), this)
      exchanger = new FolderExchanger(this.copy, session, this.ports, 'journal')
      this.#visits.set(other, exchanger)
    }
    mustBeLevel(await exchanger.exchange())
    return this.bytes - before
  }
}

export const mustBeLevel = (outcome: ExchangeOutcome): void => {
  if (outcome.kind !== 'level') throw new Error(`an exchange came to nothing: ${JSON.stringify(outcome)}`)
}

export const mustBeOpen = (outcome: CreateOutcome | OpenOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new Error(`a copy could not be opened: ${JSON.stringify(outcome)}`)
  return outcome.copy
}

/** Our engine: copies in folders, of which one visits the other's as it would on a share. */
export const folderPeer = (about: string, newDisk: () => Disk): Peer<OurReplica> => ({
  about,
  first: async () => {
    const ports = portsOn(newDisk())
    return new OurReplica(await newFile(ports), ports)
  },
  join: (other) => join(other, portsOn(newDisk())),
  level: async (a, b) => {
    await a.seal()
    const bytes = await b.visit(a)
    await a.seal()
    return bytes
  },
  push: async (from, to) => {
    const bytes = await from.visit(to)
    await to.seal()
    return bytes
  },
  stored: storedIn,
  closed: (replica) => closedIn(replica, (copy, ports) => new OurReplica(copy, ports)),
})

/** A copy as it lies in its folder. */
export async function storedIn<R extends OurCopy>(replica: R): Promise<Stored<R>> {
  await replica.seal()
  return { bytes: storedBytes(replica.disk, home), open: null }
}

/** The same closed, and how it is opened again. */
export const closedIn = async <R extends OurCopy>(
  replica: R,
  made: (copy: SyncCopy, ports: CopyPorts) => R,
): Promise<Stored<R>> => {
  const ports = await replica.close()
  const open = (): R => made(mustBeOpen(openCopy(ports)), ports)
  return { bytes: storedBytes(replica.disk, home), open }
}

const join = async (other: OurReplica, ports: CopyPorts): Promise<{ replica: OurReplica; bytes: number }> => {
  await other.seal()
  const counter = { bytes: 0 }
  const session = countedSession(ownFolderSession(other.disk), counter)
  const options = { copyName: `copy-${(joined += 1)}`, user: 'ann' }
  const replica = new OurReplica(mustBeOpen(await createCopyFrom(session, options, ports)), ports)
  return { replica, bytes: counter.bytes }
}

let joined = 0
