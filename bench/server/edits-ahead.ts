import { textValue } from '../../src/engine/event/index.ts'
import { createCopyFrom } from '../../src/engine/lifecycle/index.ts'
import { type VersionVector, missingThere } from '../../src/engine/log/index.ts'
import { encodeAnswer, encodeRequest, heldEtag } from '../../src/engine/protocol/index.ts'
import type { CopyPorts, SyncCopy } from '../../src/engine/replica/index.ts'
import {
  ClientSyncSession,
  openExchange,
  piecesOf,
  serverClient,
  type ServerSession,
} from '../../src/engine/replication/client/index.ts'
import type { Exchanger } from '../../src/engine/replication/exchange/index.ts'
import { httpsClient } from '../../src/real/https/client/index.ts'
import { realSignature } from '../../src/real/machine/index.ts'
import { simKeyStore } from '../../src/sim/machine/disk/index.ts'
import { memoryFolder, opened, portsOn } from '../bench-copy.ts'

export interface ClientCopy {
  readonly copy: SyncCopy
  readonly exchange: Exchanger
  readonly ports: CopyPorts
  readonly close: () => Promise<void>
}

/** A copy in memory, signed as a laptop's is, that is level with the file at an address. */
export const joinedCopy = async (
  address: string,
  ca: string,
  name: string,
  ports = signedPorts(),
): Promise<ClientCopy> => {
  const answer = await serverClient(httpsClient({ token: null, trusted: ca })).connect(address)
  if (answer.kind !== 'session') throw new Error(`${answer.kind}: ${answer.detail}`)
  const { session } = answer
  const copy = opened(await createCopyFrom(session, { copyName: name, user: name }, ports))
  const exchange = openExchange(copy, session, ports)
  await exchange.exchange()
  return { copy, exchange, ports, close: () => session.disconnect() }
}

export const signedPorts = (disk = memoryFolder()): CopyPorts => ({
  ...portsOn(disk),
  signing: { scheme: realSignature, keys: simKeyStore() },
})

/** What a client says in one session, as bytes: how it begins, an edit each, and what it says where it has nothing to say. */
export interface SaidAhead {
  readonly begins: Uint8Array
  readonly edits: readonly Uint8Array[]
  readonly check: Uint8Array
}

/** Each edit is signed, as it is where people write less than once a second. */
export const saidAhead = async ({ copy, ports }: ClientCopy, count: number): Promise<SaidAhead> => {
  const said: Uint8Array[] = []
  const talk = new ClientSyncSession(listening(said), copy.logs, ports)
  const held = async (): Promise<VersionVector> => (await copy.durableVersionsBeyond(new Map())) ?? new Map()
  let theirs = await held()
  const begins = { fileId: copy.format.fileId, etag: heldEtag(theirs, ports.digest) }
  await talk.exchange({ begins, waitMs: 0, spans: [], entries: [] }, theirs)
  for (let edit = 0; edit < count; edit += 1) {
    const record = {
      table: 'trial-balance',
      key: String(edit % 500),
      field: 'amount',
      value: textValue(`${edit * 7}`),
    }
    await copy.writeRecords([record], { author: copy.identity.user, note: '' })
    copy.authorship?.sign()
    const mine = await held()
    for (const { spans: stretches, entries } of piecesOf(
      missingThere(mine, theirs, copy.logs),
      mine,
      theirs,
      copy,
    ))
      await talk.exchange({ begins: null, waitMs: null, spans: stretches, entries }, theirs)
    theirs = mine
  }
  await talk.exchange({ begins: null, waitMs: 0, spans: [], entries: [] }, theirs)
  const [first, ...rest] = said
  const check = rest.pop()
  if (!first || !check || rest.length !== count) throw new Error('each edit is one message')
  return { begins: first, edits: rest, check }
}

/** A session of which only what is said in it counts. */
const listening = (said: Uint8Array[]): Pick<ServerSession, 'ask'> => ({
  ask: async (request) => {
    said.push(encodeRequest(request))
    return { kind: 'exchange', isBaseKnown: true, hasMore: false, entries: [], batch: null }
  },
})

/** What a server answers to whoever lacks nothing. */
export const nothingNew: Uint8Array = encodeAnswer({
  kind: 'exchange',
  isBaseKnown: true,
  hasMore: false,
  entries: [],
  batch: null,
})
