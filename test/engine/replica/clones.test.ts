import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayOrNight } from '../../runner/day-or-night.ts'
import { Fleet, standing } from './fleet.ts'

const what = fc.constantFrom('folder' as const, 'disk' as const)
const who = fc.nat({ max: 3 })
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), who, key: fc.constantFrom('a', 'b') }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('exchange' as const), who, other: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('back up' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), who, what }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clone' as const), who, what }) },
)
type Step = typeof step extends fc.Arbitrary<infer Drawn> ? Drawn : never

const copiesMax = 4

const take = async (fleet: Fleet, drawn: Step): Promise<void> => {
  const index = drawn.who % fleet.size
  switch (drawn.kind) {
    case 'edit':
      return fleet.edit(index, drawn.key)
    case 'exchange':
      return fleet.exchange(index, drawn.other % fleet.size)
    case 'back up':
      return fleet.backUp(index)
    case 'restore':
      return fleet.restore(index, drawn.what)
    case 'clone':
      if (fleet.size < copiesMax) fleet.clone(index, drawn.what)
  }
}

test('whatever is copied and put back, all copies fold to one state in which every value stands that nobody replaced (row 38)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
      const fleet = await Fleet.of(2)
      for (const drawn of steps) await take(fleet, drawn)
      await fleet.heals()

      const first = await fleet.does(0, async (copy) => copy.canonicalState())
      for (let index = 0; index < fleet.size; index += 1) {
        const [state, values, unapplied] = await fleet.does(index, async (copy) => [
          copy.canonicalState(),
          standing(copy),
          copy.unapplied,
        ])
        expect(values).toBe(fleet.expected())
        expect(state).toBe(first)
        expect(unapplied).toBe(0)
      }
    }),
    { numRuns: Number(process.env['CLONES'] ?? dayOrNight({ daily: 40, nightly: 150 })) },
  )
})
