import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Candidate, choose, slowStartWeight } from '../../../../src/sim/servers/balancer/choose.ts'

const server = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  isUp: true,
  isDraining: false,
  weight: 1,
  credit: 0,
  ...changes,
})

const anybody = { wanted: null, avoided: null }

/** Who is chosen, so many times in a row. */
const row = (candidates: readonly Candidate[], count: number): string => {
  let now = candidates
  let chosen = ''
  for (let done = 0; done < count; done += 1) {
    const choice = choose(now, anybody)
    chosen += choice?.id ?? '-'
    now = now.map((each) => ({ ...each, credit: choice?.credits.get(each.id) ?? each.credit }))
  }
  return chosen
}

test('who belongs nowhere goes to each in turn', () => {
  expect(row([server('a'), server('b')], 4)).toBe('abab')
})

test('a server that starts slowly gets as much less', () => {
  expect(row([server('a'), server('b', { weight: 0.25 })], 10).replaceAll('a', '').length).toBe(2)
})

test('who belongs somewhere goes there, and takes nobody’s turn', () => {
  const choice = choose([server('a'), server('b')], { wanted: 'b', avoided: null })

  expect(choice).toEqual({ id: 'b', credits: new Map() })
})

test('what is drained keeps those who belong there, and gets nobody else', () => {
  const servers = [server('a', { isDraining: true }), server('b')]

  expect(choose(servers, { wanted: 'a', avoided: null })?.id).toBe('a')
  expect(row(servers, 3)).toBe('bbb')
})

test('who belongs to a server that is down goes to another one', () => {
  const servers = [server('a', { isUp: false }), server('b')]

  expect(choose(servers, { wanted: 'a', avoided: null })?.id).toBe('b')
})

test('a last try goes elsewhere, and where there is nothing else, there once more', () => {
  expect(choose([server('a'), server('b')], { wanted: null, avoided: 'a' })?.id).toBe('b')
  expect(choose([server('a')], { wanted: null, avoided: 'a' })?.id).toBe('a')
})

test('where nobody may be asked, nobody is', () => {
  expect(choose([], anybody)).toBeNull()
  expect(choose([server('a', { isUp: false }), server('b', { isDraining: true })], anybody)).toBeNull()
})

test('in the long run each gets its share, and none waits for longer than a round', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), (count) => {
      const servers = Array.from({ length: count }, (_, index) => server(String.fromCodePoint(97 + index)))
      const chosen = row(servers, count * 5)
      for (let round = 0; round < 5; round += 1)
        expect(new Set(chosen.slice(round * count, (round + 1) * count)).size).toBe(count)
    }),
  )
})

test('a slow start grows from a tenth to all', () => {
  expect([0, 15, 30, 60].map((seconds) => slowStartWeight(seconds * 1e6, 30e6))).toEqual([0.1, 0.5, 1, 1])
  expect(slowStartWeight(0, 0)).toBe(1)
})
