import { expect, test } from 'vitest'

import { storageBoundedJudge } from '../../../src/sim/check/storage-bounded.ts'
import { recording, storage } from './recording.ts'

const judged = (held: Parameters<typeof storage>[0]) =>
  storageBoundedJudge.verdict(recording({ storage: [storage(held)] }))

test('S9 accepts a folder within the formula', () => {
  expect(storageBoundedJudge.verdict(recording())).toMatchObject({
    id: 'S9',
    holds: true,
    detail: expect.stringMatching(/^1 folders hold 144000 bytes, and \d+ is the most$/),
  })
})

// For 2 lines, 100 events of 9,000 bytes, and 6 versions of 60,000 bytes: as docs/decisions/0004-storage.md states it.
test.each([
  ['ranges', 9_300 + 128 * (1 + 18) + 4 * 9_300 + 12_800, 'blocks'],
  ['journal', 2 * 256 * 1024 + 9_300 + 6_400, 'journal segments'],
  ['heads', 32 + 352 + 8_192, 'heads'],
  ['snapshots', 2 * (9_000 + 64 * 40 + 900 + 1_000 + 600), 'snapshots'],
  ['notes', 200 + 1_200 + 400, 'notes'],
  ['workingNotes', 300 * (8 + 66), 'notes on files'],
  ['visitors', 2 * 480, 'cards of visitors'],
  ['documents', 60_000 + 3_750 + 6_144, 'documents'],
  ['incoming', 66_144, 'pieces of transfers'],
  ['working', 60_000, 'files people work in'],
] as const)('S9 refuses a byte more than the formula allows for %s', (part, mostBytes, name) => {
  expect(judged({ [part]: mostBytes })?.holds).toBe(true)
  expect(judged({ [part]: mostBytes + 1 })).toMatchObject({
    holds: false,
    detail: expect.stringContaining(
      `${name} of ann are ${mostBytes + 1} bytes, and ${mostBytes} is the most`,
    ),
  })
})

test('S9 refuses more blocks than compaction leaves', () => {
  expect(judged({ blocks: 119 })?.holds).toBe(true)
  expect(judged({ blocks: 120 })?.detail).toContain('ann has 120 blocks, and 119 is the most')
})

test('S9 refuses a run whose folders are empty', () => {
  const { held, counts } = storage()
  const empty = Object.fromEntries(Object.keys(held).map((part) => [part, 0]))

  expect(
    storageBoundedJudge.verdict(recording({ storage: [{ ...storage(empty), counts }] }))?.detail,
  ).toContain('nothing to look at')
})

test('S9 accepts a folder of which some parts are empty', () => {
  expect(judged({ ranges: 0, journal: 0, working: 0 })?.holds).toBe(true)
})

test('S9 refuses a run of which nothing lies anywhere', () => {
  expect(storageBoundedJudge.verdict(recording({ storage: [] }))?.detail).toContain('nothing to look at')
})
