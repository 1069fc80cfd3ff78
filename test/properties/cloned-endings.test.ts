import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Dot } from '../../src/engine/identifier/log-id.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import {
  clonedCopy,
  deedOf,
  meet,
  memoryCopy,
  rangesOf,
  shownAt,
  takesFrom,
  team,
  writes,
} from '../engine/replica/team.ts'
import { dayOrNight } from '../runner/day-or-night.ts'

const copiesMax = 7
const drawnCopy = fc.nat({ max: copiesMax - 1 })
const deedOfKind = <const K extends string>(weight: number, ...kinds: readonly K[]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constantFrom(...kinds), copy: drawnCopy, other: drawnCopy }),
})

const drawnDeed = fc.oneof(
  deedOfKind(8, 'write'),
  deedOfKind(8, 'take-in'),
  deedOfKind(3, 'clone'),
  deedOfKind(4, 'abandon', 'leave', 'left', 'stay', 'take-over'),
)
type Deed = typeof drawnDeed extends fc.Arbitrary<infer Drawn> ? Drawn : never

const drawnStory = fc.array(drawnDeed, { minLength: 1, maxLength: 50 })
const drawnOrder = fc.array(fc.nat(), { minLength: 12, maxLength: 12 })
const numRuns = Number(process.env['CLONED_ENDINGS'] ?? dayOrNight({ daily: 75, nightly: 300 }))

/** What somebody wrote and was told is kept; `replaces` is what they were shown there. */
interface Acknowledged {
  readonly hash: string
  readonly value: string
  readonly replaces: string | null
}

/** Copies that are cloned, abandoned and left as they go, and beside the engine what each of them was told. */
class Story {
  readonly copies: SyncCopy[]
  readonly acknowledged: Acknowledged[] = []

  private constructor(copies: readonly SyncCopy[]) {
    this.copies = [...copies]
  }

  static async of(deeds: readonly Deed[]): Promise<Story> {
    const story = new Story(await team('office', 'ann', 'bob', 'eve'))
    for (const [index, deed] of deeds.entries()) await story.#happens(deed, index)
    return story
  }

  async #happens({ kind, copy: at, other: toward }: Deed, index: number): Promise<void> {
    const copy = this.#at(at)
    const other = this.#at(toward)
    const { line: logId } = other.identity
    if (kind === 'write') await this.#writes(copy, index % 2 === 0 ? '1010' : '2020', index)
    else if (kind === 'take-in') await takesFrom(copy, other)
    else if (kind === 'clone') await this.#clone(copy)
    else if (kind === 'abandon') await copy.lifecycle.abandon(logId, deedOf(copy))
    else if (kind === 'leave') await copy.lifecycle.leave(logId, deedOf(copy))
    else if (kind === 'left') await copy.lifecycle.left(logId, deedOf(copy))
    else if (kind === 'stay') await copy.lifecycle.stay(deedOf(copy))
    else await this.#takesOver(copy)
  }

  async #clone(copy: SyncCopy): Promise<void> {
    if (this.copies.length < copiesMax) this.copies.push(await clonedCopy(copy, 100 + this.copies.length))
  }

  async #writes(copy: SyncCopy, key: string, amount: number): Promise<void> {
    const replaces = shownAt(copy, key)
    const dot = await writes(copy, key, amount)
    if (dot) this.#keeps(copy, dot, { value: `n${amount}`, replaces })
  }

  async #takesOver(copy: SyncCopy): Promise<void> {
    const [rescued] = copy.lifecycle.rescued()
    if (!rescued) return
    const { op } = rescued
    if (op.kind !== 'write' || op.value.kind !== 'number') throw new Error('only amounts are written')
    const standing = (): readonly string[] =>
      copy.read(op.table, op.key, op.field).register?.siblings.map(({ canonical }) => canonical) ?? []
    const before = standing()
    const outcome = await copy.lifecycle.takeOver([rescued], deedOf(copy))
    const replaces = before.find((canonical) => !standing().includes(canonical)) ?? null
    if (outcome.kind === 'written')
      this.#keeps(copy, outcome.dot, { value: `n${op.value.decimal}`, replaces })
  }

  #keeps(copy: SyncCopy, dot: Dot, told: Omit<Acknowledged, 'hash'>): void {
    this.acknowledged.push({ hash: hashOf(copy, dot), ...told })
  }

  #at(index: number): SyncCopy {
    const copy = this.copies[index % this.copies.length]
    if (!copy) throw new Error('there is always a copy')
    return copy
  }
}

const hashOf = (copy: SyncCopy, { log: line, seq }: Dot): string => copy.logs.hashAt(line, seq)

/** What is neither current, nor in conflict, nor in rescue, nor replaced by somebody who was shown it and is folded. */
const lostIn = (copy: SyncCopy, acknowledged: readonly Acknowledged[]): readonly string[] => {
  const rescued = new Set(copy.lifecycle.rescued().map(({ dot }) => hashOf(copy, dot)))
  const folded = acknowledged.filter(({ hash }) => !rescued.has(hash))
  const replaced = new Set(folded.map(({ replaces }) => replaces))
  const standing = new Set(
    copy.state.registers().flatMap(({ siblings: heads }) => heads.map(({ canonical }) => canonical)),
  )
  return folded.filter(({ value }) => !standing.has(value) && !replaced.has(value)).map(({ value }) => value)
}

const firstOf = ([first]: readonly SyncCopy[]): SyncCopy => {
  if (!first) throw new Error('there are copies')
  return first
}

test('copies that are cloned, abandoned and left in any order end in one state, and nothing acknowledged is lost (S1, S3)', async () => {
  await fc.assert(
    fc.asyncProperty(drawnStory, async (deeds) => {
      const { copies, acknowledged } = await Story.of(deeds)

      await meet(copies)

      const state = firstOf(copies).canonicalState()
      for (const copy of copies) expect(copy.canonicalState()).toBe(state)
      for (const copy of copies) expect(lostIn(copy, acknowledged)).toEqual([])
      for (const copy of copies) expect(copy.unapplied).toBe(0)
    }),
    { numRuns },
  )
})

test('what lines split and cut off fold to depends on which events are here, and not on how they came', async () => {
  await fc.assert(
    fc.asyncProperty(drawnStory, drawnOrder, async (deeds, order) => {
      const { copies } = await Story.of(deeds)
      await meet(copies)
      const ranges = await rangesOf(firstOf(copies))
      const reader = memoryCopy(copiesMax, 'reader')

      for (const at of order) {
        const range = ranges[at % ranges.length]
        if (range) reader.recover([{ ...range, events: range.events.slice(0, (at % 9) + 1) }])
      }
      reader.recover(ranges)

      expect(reader.canonicalState()).toBe(firstOf(copies).canonicalState())
    }),
    { numRuns },
  )
})
