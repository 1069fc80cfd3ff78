import { loadPeer, type Peer, type Replica, type Stored, type Values } from './peer.ts'

interface Document {
  _id: string
  _rev?: string
  _conflicts?: readonly string[]
  [field: string]: unknown
}
type Answer = Promise<unknown>
interface Database {
  get(id: string, options?: object): Promise<Document>
  put(document: Document): Answer
  allDocs(options: object): Promise<{ rows: { doc: Document }[] }>
  bulkGet(request: object): Answer
  bulkDocs(request: object, options?: object): Answer
  revsDiff(request: object): Answer
}
interface Pouch {
  new (name: string, options: object): Database
  plugin(plugin: unknown): Pouch
  sync(a: Database, b: Database): Answer
  replicate(from: Database, to: Database): Answer
}

const load = async (name: string): Promise<unknown> => (await loadPeer<{ default: unknown }>(name)).default
const Plain = (await load('pouchdb-core')) as Pouch
const Pouch = Plain.plugin(await load('pouchdb-adapter-memory')).plugin(await load('pouchdb-replication'))

class PouchReplica implements Replica {
  readonly database: Database
  /** What was asked of it and answered by it, as JSON, which is what CouchDB's protocol carries. */
  bytes = 0

  constructor() {
    this.database = new Pouch(`copy-${Math.random()}`, { adapter: 'memory', revs_limit: 1000 })
    for (const name of ['get', 'put', 'bulkGet', 'bulkDocs', 'revsDiff'] as const) this.#count(name)
  }

  async write(record: string, values: Values): Promise<void> {
    const found = await this.#found(record)
    await this.database.put({ ...found, ...values, _id: record })
  }

  async read(record: string, field: string): Promise<string | null> {
    const value = (await this.#found(record))?.[field]
    return typeof value === 'string' ? value : null
  }

  // The whole record is in conflict; of its versions, this field is told.
  async conflicting(record: string, field: string): Promise<readonly string[]> {
    const shown = await this.database.get(record, { conflicts: true })
    const others = shown._conflicts ?? []
    if (others.length === 0) return []
    const found = await Promise.all(others.map((rev) => this.database.get(record, { rev })))
    return [shown, ...found].map((document) => String(document[field]))
  }

  async #found(record: string): Promise<Document | null> {
    return this.database.get(record).catch(() => null)
  }

  #count(name: 'get' | 'put' | 'bulkGet' | 'bulkDocs' | 'revsDiff'): void {
    const counted = (what: unknown): void => void (this.bytes += JSON.stringify(what ?? null).length)
    const act = this.database[name].bind(this.database) as (...given: unknown[]) => Promise<unknown>
    const counting = (...given: unknown[]): Promise<unknown> => {
      counted(given.filter((one) => typeof one !== 'function'))
      const answer = act(...given)
      // Its own callers may pass a callback, and then nothing is answered.
      if (answer instanceof Promise) void answer.then(counted, () => {})
      return answer
    }
    Object.assign(this.database, { [name]: counting })
  }
}

/** What `b` was asked and answered: it is the one at the other end. */
const counted = async (b: PouchReplica, act: () => Answer): Promise<number> => {
  const before = b.bytes
  await act()
  return b.bytes - before
}

const level = (a: PouchReplica, b: PouchReplica): Promise<number> =>
  counted(b, () => Pouch.sync(a.database, b.database))

export const peer: Peer<PouchReplica> = {
  about:
    'one document a record, in its memory adapter; bytes are those of the JSON asked and answered, without HTTP and the changes feed; stored is the JSON of what its documents are now, without what they were',
  first: () => new PouchReplica(),
  join: async (other) => {
    const replica = new PouchReplica()
    const bytes = await counted(replica, () => Pouch.replicate(other.database, replica.database))
    return { replica, bytes }
  },
  level,
  push: (from, to) => counted(to, () => Pouch.replicate(from.database, to.database)),
  stored: async ({ database }): Promise<Stored<PouchReplica>> => {
    const { rows } = await database.allDocs({ include_docs: true, conflicts: true })
    return { bytes: JSON.stringify(rows.map(({ doc }) => doc)).length, open: null }
  },
}
