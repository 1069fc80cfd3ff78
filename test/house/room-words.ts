/** Words that a room's names, file names and texts may not contain, and the tokens that may all the same. */
export interface RoomWords {
  readonly names: readonly string[]
  readonly texts: readonly string[]
  /** Exact identifiers, file names or texts, each with its reason. */
  readonly allowed: Readonly<Record<string, string>>
}

// Words of no field, for which GLOSSARY.md has the field's word.
const odd =
  'anew befall befallen befalls breather desk desks foretell foretold gathering keeper laying mishap mishaps station stations stranger strangers voucher vouchers'
// Log, version vector, timestamp, etag, cold, loaded.
const logs = 'line lines heads stamp stamps mark marks marked resting awake'
// Event or listener, and resolve, flush or wait.
const listeners = 'told tell tells heard hears news seal seals sealed settle settles settled'
// Delta, span, predict, attestation.
const wire = 'brief stretch stretches vouch vouches vouched'
const acts = 'deed deeds'
const addresses = 'door doors'
const simulated = 'office offices agenda'

// Why an old word stays.
const stored = 'stored in folders of the first format'
const hashed = 'part of hashes that copies of the first format have in common'
const columns = 'the name of a column of the first format'
const sent = 'sent between copies and servers'
const printed = 'printed as JSON, for programs'
const seeds = 'the cause of a random draw, which decides the runs of a seed'
const text = 'a line of text'
const network = 'a line of a network'
const library = 'named by JavaScript'
const plan = 'named by src/plan, which scenarios use'
const people = 'named by src/sim/people; still to be renamed'

const wordsIn = (lists: readonly string[]): readonly string[] => lists.flatMap((list) => list.split(' '))

const room = (
  lists: readonly string[],
  allowed: Readonly<Record<string, string>> = {},
  texts: readonly string[] = lists,
): RoomWords => ({ names: wordsIn([odd, ...lists]), texts: wordsIn([odd, ...texts]), allowed })

const engine = [logs, listeners, wire, acts, addresses, simulated]
const screens = [acts, addresses, 'heads stamp stamps resting awake told tell news settled']

export const roomWords: Readonly<Record<string, RoomWords>> = {
  'src/engine/identifier': room(engine),
  'src/engine/ports': room(engine, { line: seeds, lineKey: seeds, 'line ': seeds, 'line of ': seeds }),
  'src/engine/binary': room(engine),
  'src/engine/event': room([...engine, 'gathered'], {
    line: stored,
    'shakedown line ': hashed,
    'line-key': stored,
  }),
  'src/engine/codec': room(engine, {
    'stamp-ms': columns,
    'stamp-count': columns,
    'after-line': columns,
    'dot-line': columns,
    'line-bytes': columns,
  }),
  'src/engine/log': room(engine),
  'src/engine/authorship': room(engine, {
    'shakedown line of key ': hashed,
    'line-key': stored,
    line: printed,
    lines: printed,
    lineKey: seeds,
  }),
  'src/engine/merge': room([...engine, 'gathered'], {
    hierarchyLines: text,
    lines: text,
    registerLine: text,
    continuationLine: text,
    copyLine: text,
    abandonedLine: text,
    lockDownLine: text,
    line: stored,
    'line ': hashed,
    'stamps refused ': hashed,
    'line-key': stored,
  }),
  'src/engine/content': room(engine),
  'src/engine/document': room([...engine, 'laid'], {
    spareLines: text,
    mayEndInHalfLine: text,
    lines: text,
    line: text,
    parseLine: text,
  }),
  'src/engine/storage': room([...engine, 'laid'], {
    lines: stored,
    resting: stored,
    line: stored,
    '/heads': stored,
    '/resting': stored,
    '/local/laying': stored,
  }),
  'src/engine/replica': room([...engine, 'laid gathered intake'], { line: stored }),
  'src/engine/replication': room([...engine, 'intake crowd crowded'], { line: stored, heads: sent }),
  'src/engine/protocol': room(engine, { heads: sent, 'after-line': columns }),
  'src/engine/lifecycle': room(engine, { line: stored }),
  'src/engine/repair': room(engine, { line: stored, lines: text, 'line ': text }),
  'src/engine/server': room([...engine, 'together'], {
    heads: sent,
    '(format|copy|heads|serving)': stored,
    'resting/[0-9a-f]{32}': stored,
  }),
  'src/engine/invariant.ts': room(engine),
  'src/access/ports': room([...engine, 'fill']),
  'src/access/rights': room(engine),
  'src/access/request': room(engine),
  'src/access/session': room(engine, {
    'Nothing new is given out until this server hears from its centre. What is on your own machine can be worked on.':
      sent,
  }),
  'src/access/store': room([...engine, 'fill']),
  'src/access/replication': room([...engine, 'fill']),
  'src/real/disk': room(engine),
  'src/real/machine': room(engine, { 'lines/': stored, line: stored }),
  'src/real/smb': room(engine),
  'src/real/https': room(engine, {
    linesOf: text,
    line: text,
    lines: text,
    'line ': text,
    allSettled: library,
  }),
  'src/real/share': room(engine, { line: stored }),
  'src/real/directory': room(engine),
  'src/real/sqlite': room(engine),
  'src/real/postgres': room(engine),
  'src/sim/kernel': room(engine, { line: text, mishaps: seeds }),
  'src/sim/keys': room(engine),
  'src/sim/record': room(engine, { heads: printed }),
  'src/sim/network': room(engine, {
    Line: network,
    LineEntry: network,
    LineKey: network,
    line: network,
    linesOf: network,
  }),
  'src/sim/names': room(engine),
  'src/sim/https': room(engine),
  'src/sim/machine': room(engine, { line: stored }),
  'src/sim/share': room(engine),
  'src/sim/servers': room(engine, { allSettled: library }),
  'src/sim/access': room(engine, { desks: plan, BranchOffice: plan }),
  'src/sim/world': room(engine, {
    line: stored,
    office: seeds,
    'branch-office': plan,
    'session-desk': plan,
  }),
  'src/sim/run': room(engine, {
    BranchOffice: plan,
    desks: plan,
    line: network,
    lines: network,
    wasOwnLineDown: network,
    Settled: people,
    heads: printed,
  }),
  'src/cli': room(screens, { news: printed }, []),
  'src/ui': room(screens, {}, []),
  'src/reporter': room(screens, {}, []),
  'src/result': room(screens, {}, []),
  'src/harness': room(screens, {}, []),
}
