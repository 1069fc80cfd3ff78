import fc from 'fast-check'
import { expect, test } from 'vitest'

import { decodeEvent, type Event } from '../../src/engine/event/event.ts'
import { type Dot, dotText } from '../../src/engine/identifier/log-id.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { deedOf, meet, memoryCopy, rangesOf, takesFrom, team, writes } from '../engine/replica/team.ts'
import { dayOrNight } from '../runner/day-or-night.ts'

const copyCount = 5
const drawnCopy = fc.nat({ max: copyCount - 1 })

/** What happens among copies, in any order that anybody may think of. */
const drawnDeed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('write' as const), copy: drawnCopy, other: drawnCopy }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('take-in' as const), copy: drawnCopy, other: drawnCopy }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'abandon' as const,
        'leave' as const,
        'left' as const,
        'stay' as const,
        'assign' as const,
        'connect' as const,
        'lock-down' as const,
        'release' as const,
        'take-over' as const,
      ),
      copy: drawnCopy,
      other: drawnCopy,
    }),
  },
)

type Deed = typeof drawnDeed extends fc.Arbitrary<infer T> ? T : never

const drawnStory = fc.array(drawnDeed, { minLength: 1, maxLength: 40 })

test('copies that leave, abandon and re-parent in any order end in one state, and nothing acknowledged is lost (S1, S3)', async () => {
  await fc.assert(
    fc.asyncProperty(drawnStory, async (story) => {
      const { copies, acknowledged } = await livedThrough(story)

      await meet(copies)

      const [first] = copies
      if (!first) throw new Error('there are copies')
      for (const copy of copies) expect(copy.canonicalState()).toBe(first.canonicalState())
      for (const copy of copies) expect(lostIn(copy, acknowledged)).toEqual([])
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('the state depends on which events are here, and not on how they came', async () => {
  const drawnOrder = fc.array(fc.nat(), { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(drawnStory, drawnOrder, async (story, order) => {
      const { copies } = await livedThrough(story)
      await meet(copies)
      const [first] = copies
      if (!first) throw new Error('there are copies')
      const reader = memoryCopy(copyCount, 'reader')

      for (const at of order) await offerPart(reader, first, at)
      reader.recover(await rangesOf(first))

      expect(reader.canonicalState()).toBe(first.canonicalState())
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

const offerPart = async (reader: SyncCopy, from: SyncCopy, at: number): Promise<void> => {
  const ranges = await rangesOf(from)
  const range = ranges[at % ranges.length]
  if (range) reader.recover([{ ...range, events: range.events.slice(0, (at % 7) + 1) }])
}

const livedThrough = async (
  story: readonly Deed[],
): Promise<{ copies: readonly SyncCopy[]; acknowledged: readonly Dot[] }> => {
  const copies = await team('office', 'ann', 'bob', 'eve', 'dan')
  const acknowledged: Dot[] = []
  for (const [index, deed] of story.entries()) {
    const copy = copies[deed.copy]
    const other = copies[deed.other]
    if (!copy || !other) continue
    const dot = await happens(deed.kind, copy, other, index)
    if (dot) acknowledged.push(dot)
  }
  return { copies, acknowledged }
}

const happens = async (
  kind: Deed['kind'],
  copy: SyncCopy,
  other: SyncCopy,
  index: number,
): Promise<Dot | null> => {
  const { lifecycle: endings } = copy
  const { line: logId } = other.identity
  const deed = deedOf(copy)
  const [rescued] = endings.rescued()
  if (kind === 'write') return writes(copy, index % 2 === 0 ? '1010' : '2020', index)
  if (kind === 'take-in') await (copy === other ? null : takesFrom(copy, other))
  else if (kind === 'abandon') await endings.abandon(logId, deed)
  else if (kind === 'leave') await endings.leave(logId, deed)
  else if (kind === 'left') await endings.left(logId, deed)
  else if (kind === 'stay') await endings.stay(deed)
  else if (kind === 'assign' || kind === 'connect') await endings.hang(logId, kind === 'connect', deed)
  else if (kind === 'lock-down') await endings.lockDown(deed)
  else if (kind === 'release') await endings.release(deed)
  else if (rescued) await endings.takeOver([rescued], deed)
  return null
}

/** What was acknowledged and is neither current, nor in conflict, nor superseded, nor in rescue. */
const lostIn = (copy: SyncCopy, acknowledged: readonly Dot[]): readonly string[] => {
  const standing = copy.state
    .registers()
    .flatMap(({ siblings: heads }) => heads.map(({ dot }) => dotText(dot)))
  const rescued = copy.lifecycle.rescued().map(({ dot }) => dotText(dot))
  const inRescue = new Set(rescued)
  const superseded = acknowledged
    .filter((dot) => !inRescue.has(dotText(dot)))
    .flatMap((dot) => eventAt(copy, dot).ops.flatMap((op) => (op.kind === 'write' ? op.supersedes : [])))
  const takenOver = copy.state
    .registers()
    .flatMap(({ siblings: heads }) =>
      heads.flatMap(({ dot }) =>
        eventAt(copy, dot).ops.flatMap((op) => (op.kind === 'write' ? op.supersedes : [])),
      ),
    )
  const found = new Set([...standing, ...rescued, ...[...superseded, ...takenOver].map(dotText)])
  return acknowledged.map(dotText).filter((dot) => !found.has(dot))
}

const eventAt = (copy: SyncCopy, { log: line, seq }: Dot): Event => {
  const log = copy.logs.log(line)
  if (!log) throw new Error(`line ${line} is here`)
  return decodeEvent(log.eventAt(seq))
}
