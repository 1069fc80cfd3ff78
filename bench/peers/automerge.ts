import { loadPeer, type Peer, type Replica, type Stored, type Values } from './peer.ts'

type Doc = object
type State = object
interface Automerge {
  ImmutableString: new (text: string) => Text
  init(): Doc
  change(doc: Doc, act: (draft: Draft) => void): Doc
  save(doc: Doc): Uint8Array
  load(bytes: Uint8Array): Doc
  initSyncState(): State
  generateSyncMessage(doc: Doc, state: State): [State, Uint8Array | null]
  receiveSyncMessage(doc: Doc, state: State, message: Uint8Array): [Doc, State, unknown]
  getLastLocalChange(doc: Doc): Uint8Array | undefined
  applyChanges(doc: Doc, changes: Uint8Array[]): [Doc]
  getConflicts(record: object, field: string): Fields | undefined
}
interface Text {
  toString(): string
}
type Fields = Record<string, Text>
interface Draft {
  records?: Record<string, Fields>
}

const automerge = await loadPeer<Automerge>('@automerge/automerge')

class AutomergeReplica implements Replica {
  doc: Doc
  readonly states = new Map<AutomergeReplica, State>()

  constructor(doc: Doc) {
    this.doc = doc
  }

  write(record: string, values: Values): void {
    this.fill([[record, values]])
  }

  fill(records: readonly (readonly [string, Values])[]): void {
    this.doc = automerge.change(this.doc, (draft) => {
      draft.records ??= {}
      for (const [record, values] of records) put(draft.records, record, values)
    })
  }

  read(record: string, field: string): string | null {
    const value = this.#record(record)?.[field]
    return value?.toString() ?? null
  }

  conflicting(record: string, field: string): readonly string[] {
    const found = this.#record(record)
    const values = Object.values((found && automerge.getConflicts(found, field)) ?? {})
    return values.length > 1 ? values.map((value) => value.toString()) : []
  }

  #record(record: string): Fields | undefined {
    return (this.doc as Draft).records?.[record]
  }
}

// What was put there is not what stands there: the document makes an object of its own.
const put = (records: Record<string, Fields>, record: string, values: Values): void => {
  records[record] ??= {}
  const found = records[record]
  for (const [field, value] of Object.entries(values)) found[field] = new automerge.ImmutableString(value)
}

const say = (from: AutomergeReplica, to: AutomergeReplica): number => {
  const [state, message] = automerge.generateSyncMessage(
    from.doc,
    from.states.get(to) ?? automerge.initSyncState(),
  )
  from.states.set(to, state)
  if (!message) return 0
  const heard = automerge.receiveSyncMessage(
    to.doc,
    to.states.get(from) ?? automerge.initSyncState(),
    message,
  )
  to.doc = heard[0]
  to.states.set(from, heard[1])
  return message.length
}

const level = async (a: AutomergeReplica, b: AutomergeReplica): Promise<number> => {
  let bytes = 0
  for (;;) {
    const said = say(a, b) + say(b, a)
    if (said === 0) return bytes
    bytes += said
  }
}

export const peer: Peer<AutomergeReplica> = {
  about:
    'its sync protocol between two documents, each record an object, texts as immutable strings; all records of the beginning are one change, since its changes take longer the more records there are',
  first: () => new AutomergeReplica(automerge.init()),
  join: async (other) => {
    const replica = new AutomergeReplica(automerge.init())
    return { replica, bytes: await level(other, replica) }
  },
  level,
  push: async (from, to) => {
    const change = automerge.getLastLocalChange(from.doc) ?? new Uint8Array(0)
    ;[to.doc] = automerge.applyChanges(to.doc, [change])
    return change.length
  },
  stored: async ({ doc }): Promise<Stored<AutomergeReplica>> => {
    const bytes = automerge.save(doc)
    return { bytes: bytes.length, open: () => new AutomergeReplica(automerge.load(bytes)) }
  },
}
