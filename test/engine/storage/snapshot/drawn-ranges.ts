import fc from 'fast-check'

import type { Range } from '../../../../src/engine/codec/range-codec.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { LightCopy } from '../../../properties/light-copy.ts'
import { actOut, drawnKinds, drawnRuleDeed, type RuleDeed } from '../../../properties/rule-deeds.ts'
import { clonedCopy, deedOf, rangesOf, takesFrom, team, writes } from '../../replica/team.ts'

const copiesMax = 6
const drawnCopy = fc.nat({ max: copiesMax - 1 })
const minuteMs = 60_000
const startMs = 1_800_000_000_000

type RulesDeed =
  | { readonly kind: 'rule'; readonly copy: number; readonly deed: RuleDeed }
  | { readonly kind: 'take-in'; readonly copy: number; readonly from: number }
  | { readonly kind: 'set-clock'; readonly copy: number; readonly errorMs: number }
  | { readonly kind: 'clone'; readonly copy: number }

const drawnRules = drawnKinds.chain((kinds) =>
  fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('rule' as const),
          copy: drawnCopy,
          deed: drawnRuleDeed(kinds),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({ kind: fc.constant('take-in' as const), copy: drawnCopy, from: drawnCopy }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('set-clock' as const),
          copy: drawnCopy,
          errorMs: fc.constantFrom(0, 14 * minuteMs, 16 * minuteMs, 90 * minuteMs, -90 * minuteMs),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('clone' as const), copy: drawnCopy }) },
    ),
    { minLength: 1, maxLength: 40 },
  ),
)

const livedByRules = (deeds: readonly RulesDeed[]): readonly Range[] => {
  const errors = new Map<LightCopy, number>()
  const clockOf = (copy: () => LightCopy | undefined) => (): number =>
    startMs + (errors.get(copy() as LightCopy) ?? 0)
  const copies: LightCopy[] = [0, 1, 2].map(
    (index) =>
      new LightCopy(
        index,
        clockOf(() => copies[index]),
      ),
  )
  const at = (index: number): LightCopy => copies[index % copies.length] as LightCopy
  for (const [index, deed] of deeds.entries()) {
    const copy = at(deed.copy)
    if (deed.kind === 'set-clock') errors.set(copy, deed.errorMs)
    else if (deed.kind === 'take-in') copy.takeIn(deed.from === deed.copy ? [] : at(deed.from).ranges())
    else if (deed.kind === 'clone') {
      const place = copies.length
      if (place < copiesMax) copies.push(copy.cloned(clockOf(() => copies[place])))
    } else {
      copy.beginsAnew(10 + index)
      actOut(copy, deed.deed)
    }
  }
  return copies.flatMap((copy) => copy.ranges())
}

const deedOfKind = <const K extends string>(weight: number, ...kinds: readonly K[]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constantFrom(...kinds), copy: drawnCopy, other: drawnCopy }),
})

const drawnEndings = fc.array(
  fc.oneof(
    deedOfKind(8, 'write'),
    deedOfKind(8, 'take-in'),
    deedOfKind(2, 'clone', 'hang', 'lock', 'release'),
    deedOfKind(4, 'abandon', 'leave', 'left', 'stay', 'take-over'),
  ),
  { minLength: 1, maxLength: 40 },
)
type EndingDeed = typeof drawnEndings extends fc.Arbitrary<readonly (infer Drawn)[]> ? Drawn : never

const livedWithEndings = async (deeds: readonly EndingDeed[]): Promise<readonly Range[]> => {
  const copies = [...(await team('office', 'ann', 'bob', 'eve'))]
  for (const [index, deed] of deeds.entries()) {
    const copy = copies[deed.copy % copies.length] as SyncCopy
    const other = copies[deed.other % copies.length] as SyncCopy
    if (deed.kind === 'clone' && copies.length < copiesMax)
      copies.push(await clonedCopy(copy, 100 + copies.length))
    else await ends(copy, other, deed.kind, index)
  }
  return (await Promise.all(copies.map(rangesOf))).flat()
}

const ends = async (
  copy: SyncCopy,
  other: SyncCopy,
  kind: EndingDeed['kind'],
  index: number,
): Promise<unknown> => {
  const { lifecycle: endings } = copy
  const { line: logId } = other.identity
  const deed = deedOf(copy)
  if (kind === 'write') return writes(copy, index % 2 === 0 ? 'a' : 'b', index)
  if (kind === 'take-in') return takesFrom(copy, other)
  if (kind === 'abandon') return endings.abandon(logId, deed)
  if (kind === 'leave') return endings.leave(logId, deed)
  if (kind === 'left') return endings.left(logId, deed)
  if (kind === 'stay') return endings.stay(deed)
  if (kind === 'hang') return endings.hang(logId, index % 2 === 0, deed)
  if (kind === 'lock') return endings.lockDown(deed)
  if (kind === 'release') return endings.release(deed)
  const [rescued] = endings.rescued()
  return rescued && endings.takeOver([rescued], deed)
}

/** Lines of others, whole, and with each of their histories: with every kind of op. */
export const drawnRanges: fc.Arbitrary<() => Promise<readonly Range[]>> = fc.oneof(
  drawnRules.map((deeds) => async () => livedByRules(deeds)),
  drawnEndings.map((deeds) => () => livedWithEndings(deeds)),
)
