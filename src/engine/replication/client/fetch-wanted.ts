import { endsIn, type Heads, type HeadsEntry, type LinesHere, type MissingBlocks } from '../../log/index.ts'
import type { Stretch, Wanted } from '../../protocol/index.ts'
import type { MessageTalk } from './message-talk.ts'

/** What to ask for. Of a line with several histories all of each that is not here: where they part, only its events tell. */
export const wantedOf = (
  missing: readonly MissingBlocks[],
  theirs: Heads,
  here: LinesHere,
): readonly Wanted[] =>
  missing.flatMap(({ line, have, isSplit }) => {
    const entry = theirs.get(line)
    if (!entry) return []
    return isSplit
      ? endsIn(entry)
          .filter((end) => !here.historyWith(line, end.seq, end.hash))
          .map((end) => wanting(end, 1))
      : [wanting(entry, have + 1)]
  })

const wanting = ({ line, seq, hash }: HeadsEntry, first: number): Wanted => ({
  line,
  seq,
  hash,
  first,
  last: seq,
})

/** Asks until all of it has come, or nothing more comes. Each part can be taken in when the ones before it were. */
export async function* fetchWanted(
  talk: MessageTalk,
  wanted: readonly Wanted[],
): AsyncGenerator<readonly Stretch[]> {
  for (let left = unique(wanted); left.length > 0;) {
    const stretches = await talk.wanted(left)
    if (stretches.length === 0) return
    yield stretches
    left = left.flatMap((each) => restOf(each, stretches))
  }
}

const restOf = (wanted: Wanted, stretches: readonly Stretch[]): readonly Wanted[] => {
  const came = stretches.find(({ line, first }) => line === wanted.line && first === wanted.first)
  const first = wanted.first + (came?.events.length ?? 0)
  return first > wanted.last ? [] : [{ ...wanted, first }]
}

const unique = (wanted: readonly Wanted[]): readonly Wanted[] => [
  ...new Map(wanted.map((each) => [`${each.line} ${each.hash}`, each])).values(),
]
