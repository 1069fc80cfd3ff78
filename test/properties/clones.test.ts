import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayOrNight } from '../runner/day-or-night.ts'
import { LightCopy } from './light-copy.ts'

const drawnCopy = fc.nat({ max: 7 })

const drawnDeed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      copy: drawnCopy,
      key: fc.constantFrom('1010', '2020'),
      settlesAll: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clone' as const), copy: drawnCopy }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('take-in' as const), copy: drawnCopy, from: drawnCopy }),
  },
)
type Deed = typeof drawnDeed extends fc.Arbitrary<infer Drawn> ? Drawn : never

const drawnHistory = fc.array(drawnDeed, { minLength: 5, maxLength: 40 })
const drawnOrder = fc.array(fc.nat(), { minLength: 8, maxLength: 8 })

/** Copies that are cloned as they go, and beside the engine what each of them wrote over what. */
class Clones {
  readonly copies = [new LightCopy(0), new LightCopy(1)]
  readonly #written = new Map<number, string>()
  readonly #replaced = new Set<number>()

  constructor(history: readonly Deed[]) {
    for (const deed of history) this.#do(deed)
  }

  /** What nobody replaced who had been shown it. */
  standing(): string {
    const left = [...this.#written].filter(([value]) => !this.#replaced.has(value))
    return left
      .map(([value, key]) => `${key} ${value}`)
      .sort()
      .join()
  }

  #do(deed: Deed): void {
    const copy = this.#at(deed.copy)
    if (deed.kind === 'clone') {
      if (this.copies.length < 8) this.copies.push(copy.cloned())
    } else if (deed.kind === 'take-in') copy.takeIn(this.#at(deed.from).ranges())
    else this.#write(copy, deed.key, deed.settlesAll)
  }

  #write(copy: LightCopy, key: string, settlesAll: boolean): void {
    const value = this.#written.size
    copy.beginsAnew(value + 10)
    const heads = copy.state.register('tb', key, 'amount')?.siblings ?? []
    for (const { canonical } of settlesAll ? heads : heads.slice(0, 1)) {
      this.#replaced.add(Number(canonical.slice(1)))
    }
    copy.write(key, value, settlesAll)
    this.#written.set(value, key)
  }

  #at(index: number): LightCopy {
    const copy = this.copies[index % this.copies.length]
    if (!copy) throw new Error('there is always a copy')
    return copy
  }
}

const standingIn = (copy: LightCopy): string =>
  copy.state
    .registers()
    .flatMap(({ key, siblings: heads }) => heads.map(({ canonical }) => `${key} ${canonical.slice(1)}`))
    .sort()
    .join()

/** A copy that is brought the work of all, in some order. */
const broughtAll = (copies: readonly LightCopy[], order: readonly number[], isEager: boolean): LightCopy => {
  const reader = new LightCopy(200)
  const sorted = copies.toSorted((a, b) => (order[copies.indexOf(a)] ?? 0) - (order[copies.indexOf(b)] ?? 0))
  for (const copy of sorted) {
    for (const range of copy.ranges()) reader.offer(range)
    if (isEager) reader.applyReady()
  }
  reader.applyReady()
  return reader
}

test('clones of clones fold alike wherever their work comes together, and in whichever order', () => {
  fc.assert(
    fc.property(drawnHistory, drawnOrder, drawnOrder, (history, order, otherOrder) => {
      const clones = new Clones(history)

      const reader = broughtAll(clones.copies, order, true)
      const picture = reader.picture()

      expect(standingIn(reader)).toBe(clones.standing())
      expect(reader.unapplied).toBe(0)
      expect(broughtAll(clones.copies, otherOrder, false).picture()).toBe(picture)
      for (const copy of clones.copies) {
        copy.takeIn(reader.ranges())
        expect(copy.picture()).toBe(picture)
      }
    }),
    { numRuns: Number(process.env['CLONES'] ?? dayOrNight({ daily: 125, nightly: 500 })) },
  )
})

test('a line is split where its histories part, and each part is named by what it holds', () => {
  const one = new LightCopy(0)
  one.write('1010', 1, false)
  const two = one.cloned()
  one.write('1010', 2, false)
  two.write('1010', 3, false)

  one.takeIn(two.ranges())
  two.takeIn(one.ranges())

  expect([one.splits, two.splits]).toEqual([1, 1])
  expect(standingIn(one)).toBe('1010 2,1010 3')
  expect(two.picture()).toBe(one.picture())
})

test('a stamp that was refused is found in a branch too, whoever is met first (row 19)', () => {
  const morningMs = 1_700_000_000_000
  const laptop = new LightCopy(0, () => morningMs)
  laptop.write('1010', 1, false)
  const clone = laptop.cloned(() => morningMs + 86_400_000)
  laptop.write('1010', 2, false)
  clone.write('1010', 3, false)
  const colleague = new LightCopy(1, () => morningMs + 60_000)
  colleague.takeIn(clone.ranges())
  colleague.write('2020', 4, false)

  const readers = [
    [laptop, clone, colleague],
    [colleague, laptop],
    [clone, colleague, laptop],
  ].map((copies) => broughtAll(copies, [0, 1, 2], true))

  const branch = clone.ranges()[0]
  const name = branch && LightCopy.hashBefore(branch, 2).slice(0, 16)
  for (const reader of readers) expect(reader.state.refusedTimestamps()).toEqual([`${name} 2-2`])
  expect(new Set(readers.map((reader) => reader.picture())).size).toBe(1)
})
