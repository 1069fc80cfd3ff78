import type { Peer, Replica } from './peer.ts'
import { drawer, fields, recordName, recordValues } from './workload-data.ts'

/** What one engine made of one workload. What it cannot do is null. */
export interface Outcome {
  /** What is timed, in milliseconds: see {@link workloads}. */
  readonly ms: number | null
  /** Exchanges, where they are what is counted. */
  readonly exchanges: number | null
  readonly wireBytes: number | null
  readonly storedBytes: number
  /** Of the writes that were truly concurrent, how many a user is told of. */
  readonly concurrent: { readonly writes: number; readonly seen: number } | null
}

interface Sizes {
  readonly records: number
  readonly edits: number
  readonly copies: number
}

interface Workload {
  readonly what: string
  readonly sizes: Sizes
  readonly run: (peer: Peer, sizes: Sizes) => Promise<Outcome>
}

const nothing = { ms: null, exchanges: null, wireBytes: null, concurrent: null }

const bulk = async (peer: Peer, { records }: Sizes): Promise<Outcome> => {
  const full = await filled(peer, records)
  const startMs = performance.now()
  const { replica, bytes } = await peer.join(full)
  await mustRead(replica, records - 1)
  const ms = performance.now() - startMs
  return { ...nothing, ms, wireBytes: bytes, storedBytes: (await peer.stored(replica)).bytes }
}

type Carry = 'level' | 'push'

const inTurns =
  (carry: Carry) =>
  async (peer: Peer, { records, edits }: Sizes): Promise<Outcome> => {
    const a = await filled(peer, records)
    const { replica: b } = await peer.join(a)
    await peer.level(a, b)
    const draw = drawer(7)
    let wireBytes = 0
    let ms = 0
    for (let edit = 0; edit < edits; edit += 1) {
      const [from, to] = edit % 2 === 0 ? [a, b] : [b, a]
      const record = recordName(draw(records))
      const field = fields[draw(fields.length)] ?? 'amount'
      await from.write(record, { [field]: `${edit}` })
      const startMs = performance.now()
      wireBytes += await (carry === 'level' ? peer.level(a, b) : peer.push(from, to))
      ms += performance.now() - startMs
      if ((await to.read(record, field)) !== `${edit}`) throw new Error(`edit ${edit} did not arrive`)
    }
    return { ...nothing, ms, exchanges: edits, wireBytes, storedBytes: (await peer.stored(b)).bytes }
  }

const fanIn = async (peer: Peer, { records, edits, copies }: Sizes): Promise<Outcome> => {
  const hub = await filled(peer, records)
  const team: Replica[] = []
  for (let copy = 0; copy < copies; copy += 1) team.push((await peer.join(hub)).replica)
  const written = new Map<string, Set<number>>()
  for (const [copy, replica] of team.entries()) {
    const draw = drawer(100 + copy)
    for (let edit = 0; edit < edits; edit += 1) {
      const record = recordName(draw(records))
      await replica.write(record, { amount: `${copy}.${edit}` })
      written.set(record, (written.get(record) ?? new Set()).add(copy))
    }
  }
  let wireBytes = 0
  const startMs = performance.now()
  for (let round = 0; round < 2; round += 1)
    for (const replica of team) wireBytes += await peer.level(hub, replica)
  const ms = performance.now() - startMs
  const concurrent = await concurrentSeen(team, written)
  return { ...nothing, ms, wireBytes, storedBytes: (await peer.stored(hub)).bytes, concurrent }
}

const concurrentSeen = async (
  team: readonly Replica[],
  written: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<{ writes: number; seen: number }> => {
  const [first] = team
  const last = team.at(-1)
  let writes = 0
  let seen = 0
  for (const [record, writers] of written) {
    if (!first || !last || writers.size < 2) continue
    writes += writers.size
    seen += (await first.conflicting(record, 'amount')).length
    if ((await first.read(record, 'amount')) !== (await last.read(record, 'amount')))
      throw new Error(`two copies that are level show different values of ${record}`)
  }
  return { writes, seen }
}

const open = async (peer: Peer, { records, edits }: Sizes): Promise<Outcome> => {
  const replica = await filled(peer, records)
  const draw = drawer(3)
  for (let edit = 0; edit < edits; edit += 1) {
    const field = fields[draw(fields.length)] ?? 'amount'
    await replica.write(recordName(draw(records)), { [field]: `${edit}` })
  }
  const stored = await (peer.closed?.(replica) ?? peer.stored(replica))
  if (!stored.open) return { ...nothing, storedBytes: stored.bytes }
  const startMs = performance.now()
  await mustRead(await stored.open(), 0)
  return { ...nothing, ms: performance.now() - startMs, storedBytes: stored.bytes }
}

const filled = async (peer: Peer, records: number): Promise<Replica> => {
  const replica = await peer.first()
  const all = Array.from({ length: records }, (_, index) => [recordName(index), recordValues(index)] as const)
  if (replica.fill) replica.fill(all)
  else for (const [record, values] of all) await replica.write(record, values)
  return replica
}

const mustRead = async (replica: Replica, index: number): Promise<void> => {
  if ((await replica.read(recordName(index), 'amount')) === null)
    throw new Error(`record ${recordName(index)} cannot be read`)
}

/** By name, in the order of the report. */
export const workloads: Readonly<Record<string, Workload>> = {
  bulk: {
    what: '10,000 records of 6 fields, each written in one step, brought into an empty copy. Timed until the last of them is read there.',
    sizes: { records: 10_000, edits: 0, copies: 1 },
    run: bulk,
  },
  trickle: {
    what: '2,000 single-field edits by two copies in turns, among 500 records, an exchange after each: both ask what the other has. Timed: the exchanges.',
    sizes: { records: 500, edits: 2000, copies: 2 },
    run: inTurns('level'),
  },
  live: {
    what: 'The same, each edit pushed to the other copy without asking first.',
    sizes: { records: 500, edits: 2000, copies: 2 },
    run: inTurns('push'),
  },
  'fan-in': {
    what: '20 copies of 2,000 records, 500 edits of one field in each without a network, then two rounds of exchanges with one hub, after which all have all. Timed: the exchanges. Wire: all of them.',
    sizes: { records: 2000, edits: 500, copies: 20 },
    run: fanIn,
  },
  open: {
    what: 'A copy of 2,000 records with 100,000 single-field edits, closed and opened. Timed until the first field is read. Stored: with what is written for that.',
    sizes: { records: 2000, edits: 100_000, copies: 1 },
    run: open,
  },
}

/** A small one of the same kind, so that all code has run once. */
export const warmUp = async (peer: Peer, { sizes, run }: Workload): Promise<void> => {
  const records = Math.ceil(sizes.records / 20)
  await run(peer, { records, edits: Math.ceil(sizes.edits / 20), copies: Math.min(sizes.copies, 3) })
}
