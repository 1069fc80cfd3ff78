import { availableParallelism } from 'node:os'

import { describe, expect, test } from 'vitest'

import { CommandFailure } from '../../../src/cli/context/command-failure.ts'
import { parseJobs, parseSeeds } from '../../../src/cli/run-options.ts'

const complaint = (parse: () => unknown): string => {
  try {
    parse()
  } catch (trouble) {
    expect(trouble).toBeInstanceOf(CommandFailure)
    expect(trouble).toMatchObject({ exitCode: 2 })
    return trouble instanceof Error ? trouble.message : ''
  }
  throw new Error('nobody complained')
}

describe('seeds', () => {
  test('without a word it is seed 1', () => {
    expect(parseSeeds({})).toEqual([1])
  })

  test.each([
    ['0', 0],
    ['7', 7],
    ['0000000042', 42],
    ['4294967295', 4_294_967_295],
  ])('the seed %s is %i', (text, seed) => {
    expect(parseSeeds({ seed: text })).toEqual([seed])
  })

  test.each([
    ['1..4', [1, 2, 3, 4]],
    ['0..0', [0]],
    ['4294967294..4294967295', [4_294_967_294, 4_294_967_295]],
  ])('the range %s has both of its ends', (text, seeds) => {
    expect(parseSeeds({ seeds: text })).toEqual(seeds)
  })

  test('a million seeds are the most at once', () => {
    expect(parseSeeds({ seeds: '1..1000000' }).length).toBe(1_000_000)
    expect(complaint(() => parseSeeds({ seeds: '0..1000000' }))).toContain('1000000 are the most at once')
  })

  test.each(['', ' ', '-1', '+1', '1.5', '1e3', '0x10', 'seven', '4294967296', '00000000001', '٣', '1 2'])(
    '%j is refused as a seed',
    (seed) => {
      expect(complaint(() => parseSeeds({ seed }))).toBe(
        `--seed: "${seed}" is no seed; a seed is a whole number from 0 to 4294967295`,
      )
    },
  )

  test.each(['1..', '..5', '..', '1...5', '1..2..3', '-1..5', 'a..b', '1..4294967296'])(
    '%j has an end that is no seed',
    (seeds) => {
      expect(complaint(() => parseSeeds({ seeds }))).toContain('is no seed')
    },
  )

  test.each(['5', '1-5', '1,2', ''])('%j is refused as a range', (seeds) => {
    expect(complaint(() => parseSeeds({ seeds }))).toBe(
      `--seeds is a range A..B, such as 1..50, not "${seeds}"`,
    )
  })

  test('a range that runs backwards is turned round', () => {
    expect(complaint(() => parseSeeds({ seeds: '5..1' }))).toBe('--seeds 5..1 runs backwards: write 1..5')
  })

  test('a seed and a range at once are refused', () => {
    expect(complaint(() => parseSeeds({ seed: '1', seeds: '1..2' }))).toContain('not both')
  })
})

describe('jobs', () => {
  test('without a word it is one a processor', () => {
    expect(parseJobs(undefined, availableParallelism())).toBe(availableParallelism())
  })

  test.each([
    ['1', 1],
    ['08', 8],
    ['256', 256],
  ])('the word %s asks for %i', (text, jobs) => {
    expect(parseJobs(text, 2)).toBe(jobs)
  })

  test.each(['0', '257', '-1', '1.5', '', 'many', '1e1', '00001'])(
    '%j is refused as a number of workers',
    (text) => {
      expect(complaint(() => parseJobs(text, 2))).toBe(
        `--jobs is a whole number from 1 to 256, not "${text}"`,
      )
    },
  )
})
