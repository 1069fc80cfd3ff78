import { expect, test } from 'vitest'

import type { SometimesSentence } from '../../src/plan/sometimes-spec.ts'
import { sometimes } from '../../src/scenario/index.ts'
import { smallTeam } from '../world/small-team.ts'

// Node runs scenario files without their types: what the compiler would refuse reaches the kit.
const spoken = (sentence: string): SometimesSentence => sentence as SometimesSentence

test('a sentence binds from fifty seeds on, or from as many as its author says', () => {
  expect(sometimes('a session is refused')).toEqual({ what: 'a session is refused', seedsMin: 50 })
  expect(sometimes('a session is refused', { inSeeds: 7 }).seedsMin).toBe(7)
})

test('a slip in a sentence is told with the one that was meant', () => {
  expect(() => sometimes(spoken('a session is refusd'))).toThrow('did you mean "a session is refused"?')
})

test('where nothing is near, all sentences are listed', () => {
  expect(() => sometimes(spoken('pigs fly'))).toThrow(/there are "a session is refused", "a VPN drops/)
})

test('no seeds at all bind nobody, and are refused', () => {
  expect(() => sometimes('a session is refused', { inSeeds: 0 })).toThrow('seedsMin')
})

test('a scenario carries what must happen', () => {
  const stated = [sometimes('a conflict stays open')]

  expect(smallTeam({ sometimes: stated }).sometimes).toEqual(stated)
  expect(smallTeam().sometimes).toEqual([])
})
