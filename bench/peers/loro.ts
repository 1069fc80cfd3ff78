import { loadPeer, type Peer, type Replica, type Stored, type Values } from './peer.ts'

interface LoroMap {
  get(key: string): unknown
  set(key: string, value: unknown): void
  getOrCreateContainer(key: string, container: LoroMap): LoroMap
}
interface Version {
  encode(): Uint8Array
}
interface LoroDoc {
  getMap(name: string): LoroMap
  commit(): void
  oplogVersion(): Version
  export(mode: { mode: 'update'; from?: Version } | { mode: 'snapshot' }): Uint8Array
  import(bytes: Uint8Array): void
  subscribeLocalUpdates(heard: (update: Uint8Array) => void): void
}
interface Loro {
  LoroDoc: (new () => LoroDoc) & { fromSnapshot(bytes: Uint8Array): LoroDoc }
  LoroMap: new () => LoroMap
  VersionVector: { decode(bytes: Uint8Array): Version }
}

const loro = await loadPeer<Loro>('loro-crdt')

class LoroReplica implements Replica {
  readonly doc: LoroDoc
  latest = new Uint8Array(0)

  constructor(doc = new loro.LoroDoc()) {
    this.doc = doc
    doc.subscribeLocalUpdates((update) => (this.latest = new Uint8Array(update)))
  }

  write(record: string, values: Values): void {
    const found = this.doc.getMap('records').getOrCreateContainer(record, new loro.LoroMap())
    for (const [field, value] of Object.entries(values)) found.set(field, value)
    this.doc.commit()
  }

  read(record: string, field: string): string | null {
    const found = this.doc.getMap('records').get(record) as LoroMap | undefined
    const value = found?.get(field)
    return typeof value === 'string' ? value : null
  }

  // One value stands; the others are gone, and nothing says so.
  conflicting(): readonly string[] {
    return []
  }
}

const bring = (from: LoroReplica, to: LoroReplica): number => {
  const asked = to.doc.oplogVersion().encode()
  const update = from.doc.export({ mode: 'update', from: loro.VersionVector.decode(asked) })
  to.doc.import(update)
  return asked.length + update.length
}

export const peer: Peer<LoroReplica> = {
  about: 'version vectors and updates, a snapshot for an empty copy, each record a map',
  first: () => new LoroReplica(),
  join: async (other) => {
    const replica = new LoroReplica()
    const bytes = other.doc.export({ mode: 'snapshot' })
    replica.doc.import(bytes)
    return { replica, bytes: bytes.length }
  },
  level: async (a, b) => bring(a, b) + bring(b, a),
  push: async (from, to) => {
    to.doc.import(from.latest)
    return from.latest.length
  },
  stored: async ({ doc }): Promise<Stored<LoroReplica>> => {
    const bytes = doc.export({ mode: 'snapshot' })
    return { bytes: bytes.length, open: () => new LoroReplica(loro.LoroDoc.fromSnapshot(bytes)) }
  },
}
