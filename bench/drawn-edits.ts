import { encodeRange } from '../src/engine/codec/index.ts'
import { type After, Chain, encodeEvent } from '../src/engine/event/index.ts'
import { type Dot, lineId, type LineId } from '../src/engine/identifier/index.ts'
import { blocksBetween, LineLog } from '../src/engine/log/index.ts'
import { realDigest } from '../src/real/machine/index.ts'

const writers = 24
const accountsEach = 50
const fields = ['amount', 'budget', 'note', 'reference']
/** One edit in so many goes to a neighbour's account, and is then made after the neighbour's edit. */
const meetingEvery = 20

interface Writer {
  readonly line: LineId
  readonly log: LineLog
  readonly author: string
  readonly mentioned: Map<LineId, number>
}

/**
 * Single-field edits of a team as they lie in a folder: every edit replaces what stood in its field, each line is cut
 * into aligned blocks, and each block is one file's bytes.
 */
export const drawnEdits = (count: number): readonly Uint8Array[] => {
  const chain = new Chain(realDigest)
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

const newWriter = (index: number, chain: Chain): Writer => {
  const line = lineId((index + 1).toString(16).padStart(16, '0'))
  return { line, log: new LineLog(line, chain), author: `staff-${index + 1}`, mentioned: new Map() }
}

const write = (writer: Writer, edit: number, team: readonly Writer[], standing: Map<string, Dot>): void => {
  const turn = Math.floor(edit / writers)
  const owner = (edit + (turn % meetingEvery === 0 ? 1 : 0)) % writers
  const key = String(1000 + owner * accountsEach + (turn % accountsEach))
  const field = fields[Math.floor(turn / accountsEach) % fields.length] ?? 'amount'
  const replaced = standing.get(`${key}.${field}`)
  const bytes = encodeEvent({
    stamp: { ms: 1_790_000_000_000 + edit * 50, count: 0 },
    author: writer.author,
    note: '',
    after: replaced ? mentionOf(replaced, writer, team) : [],
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
  standing.set(`${key}.${field}`, { line: writer.line, seq: writer.log.seq })
}

const mentionOf = (seen: Dot, writer: Writer, team: readonly Writer[]): readonly After[] => {
  if (seen.line === writer.line || (writer.mentioned.get(seen.line) ?? 0) >= seen.seq) return []
  writer.mentioned.set(seen.line, seen.seq)
  const log = team.find(({ line }) => line === seen.line)?.log
  return log ? [{ line: seen.line, seq: seen.seq, hashStart: log.hashAt(seen.seq).slice(0, 8) }] : []
}
