import { encodeRange } from '../src/engine/codec/index.ts'
import { type Dep, HashChain, encodeEvent } from '../src/engine/event/index.ts'
import { type Dot, asLogId, type LogId } from '../src/engine/identifier/index.ts'
import { blocksBetween, EventLog } from '../src/engine/log/index.ts'
import { realDigest } from '../src/real/machine/index.ts'

const writers = 24
const accountsEach = 50
const fields = ['amount', 'budget', 'note', 'reference']
/** One edit in so many goes to a neighbour's account, and is then made after the neighbour's edit. */
const meetingEvery = 20

interface Writer {
  readonly line: LogId
  readonly log: EventLog
  readonly author: string
  readonly mentioned: Map<LogId, number>
}

/**
 * Single-field edits of a team as they lie in a folder: every edit replaces what stood in its field, each line is cut
 * into aligned blocks, and each block is one file's bytes.
 */
export const drawnEdits = (count: number): readonly Uint8Array[] => {
  const chain = new HashChain(realDigest)
  const team = Array.from({ length: writers }, (_, index) => newWriter(index, chain))
  const standing = new Map<string, Dot>()
  for (let edit = 0; edit < count; edit += 1) {
    const writer = team[edit % writers]
    if (writer) write(writer, edit, team, standing)
  }
  return team.flatMap(({ log }) =>
    blocksBetween(0, log.seq).map((block) => encodeRange(log.rangeOf(block), { digest: realDigest })),
  )
}

const newWriter = (index: number, chain: HashChain): Writer => {
  const line = asLogId((index + 1).toString(16).padStart(16, '0'))
  return { line, log: new EventLog(line, chain), author: `staff-${index + 1}`, mentioned: new Map() }
}

const write = (writer: Writer, edit: number, team: readonly Writer[], standing: Map<string, Dot>): void => {
  const turn = Math.floor(edit / writers)
  const owner = (edit + (turn % meetingEvery === 0 ? 1 : 0)) % writers
  const key = String(1000 + owner * accountsEach + (turn % accountsEach))
  const field = fields[Math.floor(turn / accountsEach) % fields.length] ?? 'amount'
  const replaced = standing.get(`${key}.${field}`)
  const bytes = encodeEvent({
    timestamp: { ms: 1_790_000_000_000 + edit * 50, count: 0 },
    author: writer.author,
    note: '',
    deps: replaced ? mentionOf(replaced, writer, team) : [],
    ops: [
      {
        kind: 'write',
        merge: 'register',
        table: 'trial-balance',
        key,
        group: '',
        field,
        value: { kind: 'number', decimal: String(edit) },
        supersedes: replaced ? [replaced] : [],
        resolves: false,
      },
    ],
  })
  writer.log.append(bytes)
  standing.set(`${key}.${field}`, { log: writer.line, seq: writer.log.seq })
}

const mentionOf = (seen: Dot, writer: Writer, team: readonly Writer[]): readonly Dep[] => {
  if (seen.log === writer.line || (writer.mentioned.get(seen.log) ?? 0) >= seen.seq) return []
  writer.mentioned.set(seen.log, seen.seq)
  const log = team.find(({ line }) => line === seen.log)?.log
  return log ? [{ log: seen.log, seq: seen.seq, hashStart: log.hashAt(seen.seq).slice(0, 8) }] : []
}
