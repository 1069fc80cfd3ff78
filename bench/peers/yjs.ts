import { loadPeer, type Peer, type Replica, type Stored, type Values } from './peer.ts'

interface YMap {
  get(key: string): unknown
  set(key: string, value: unknown): void
}
interface YDoc {
  getMap(name: string): YMap
  transact(act: () => void): void
  on(event: 'update', heard: (update: Uint8Array, origin: unknown) => void): void
}
interface Yjs {
  Doc: new () => YDoc
  Map: new () => YMap
  encodeStateVector(doc: YDoc): Uint8Array
  encodeStateAsUpdateV2(doc: YDoc, vector?: Uint8Array): Uint8Array
  applyUpdateV2(doc: YDoc, update: Uint8Array, origin: string): void
  applyUpdate(doc: YDoc, update: Uint8Array, origin: string): void
}

const yjs = await loadPeer<Yjs>('yjs')

class YjsReplica implements Replica {
  readonly doc = new yjs.Doc()
  readonly #records = this.doc.getMap('records')
  latest = new Uint8Array(0)

  constructor() {
    this.doc.on('update', (update, origin) => {
      if (origin !== 'remote') this.latest = new Uint8Array(update)
    })
  }

  write(record: string, values: Values): void {
    this.doc.transact(() => {
      let found = this.#records.get(record) as YMap | undefined
      if (!found) this.#records.set(record, (found = new yjs.Map()))
      for (const [field, value] of Object.entries(values)) found.set(field, value)
    })
  }

  read(record: string, field: string): string | null {
    const value = (this.#records.get(record) as YMap | undefined)?.get(field)
    return typeof value === 'string' ? value : null
  }

  // One value stands; the others are gone, and nothing says so.
  conflicting(): readonly string[] {
    return []
  }
}

const bring = (from: YjsReplica, to: YjsReplica): number => {
  const vector = yjs.encodeStateVector(to.doc)
  const update = yjs.encodeStateAsUpdateV2(from.doc, vector)
  yjs.applyUpdateV2(to.doc, update, 'remote')
  return vector.length + update.length
}

export const peer: Peer<YjsReplica> = {
  about: 'state vectors and updates (V2, pushed ones V1), each record a map',
  first: () => new YjsReplica(),
  join: async (other) => {
    const replica = new YjsReplica()
    return { replica, bytes: bring(other, replica) }
  },
  level: async (a, b) => bring(a, b) + bring(b, a),
  push: async (from, to) => {
    yjs.applyUpdate(to.doc, from.latest, 'remote')
    return from.latest.length
  },
  stored: async ({ doc }): Promise<Stored<YjsReplica>> => {
    const bytes = yjs.encodeStateAsUpdateV2(doc)
    return { bytes: bytes.length, open: () => opened(bytes) }
  },
}

const opened = (bytes: Uint8Array): YjsReplica => {
  const replica = new YjsReplica()
  yjs.applyUpdateV2(replica.doc, bytes, 'remote')
  return replica
}
