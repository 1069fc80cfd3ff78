import { expect, test } from 'vitest'

import type { Clock } from '../../../../src/engine/ports/clock.ts'
import { packPath } from '../../../../src/engine/storage/folder/layout.ts'
import { realClock } from '../../../../src/real/machine/real-clock.ts'
import { inserted, overwritten, unlikeBytes } from '../../document/unlike-bytes.ts'
import { documentTeam, joins, type Member } from './document-team.ts'

const sizeBytes = 20_000_000
const report = unlikeBytes(sizeBytes)
const changedInTheMiddle = overwritten(report, sizeBytes / 2, unlikeBytes(1024, 2))
const longerInFront = inserted(report, 0, unlikeBytes(100, 3))

const isSame = (a: Uint8Array | null, b: Uint8Array): boolean => a !== null && Buffer.compare(a, b) === 0

/** Ann has written a report, and the parent and bob have it. */
const withReport = async (bytes = report) => {
  const [parent, ann, bob] = await documentTeam('ann', 'bob')
  if (!ann || !bob) throw new Error('nobody there')
  await ann.creates('report.pdf', bytes)
  const first = await ann.exchanges(parent)
  await bob.exchanges(parent)
  return { parent, ann, bob, first }
}

/** What the save costs ann who sends it, and bob who fetches it. */
const costOf = async (save: Uint8Array) => {
  const { parent, ann, bob } = await withReport()
  await ann.saves('report.pdf', save)
  const sent = await ann.exchanges(parent)
  const fetched = await bob.exchanges(parent)
  expect(isSame(bob.disk.read('report.pdf'), save)).toBe(true)
  return { sent, fetched }
}

/** Every look at it is two seconds later: a link of 64 kB in two seconds. */
const slowClock = (): Clock => {
  let nowMs = 0
  return { ...realClock, nowMs: () => (nowMs += 2000) }
}

const flip = (member: Member, path: string, at: number): void => {
  const bytes = member.disk.read(path)?.slice() ?? new Uint8Array(0)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  member.disk.writeWhole(path, bytes)
}

const versionOf = (member: Member): string => member.copy.document(member.id('report.pdf'))?.hash ?? ''

test('a large document reaches the others once, and whole (row 7)', async () => {
  const { bob, first } = await withReport()

  expect(isSame(bob.disk.read('report.pdf'), report)).toBe(true)
  expect(first.bytes).toBeLessThan(sizeBytes * 1.01)
})

test('of a kilobyte changed in 20 MB, less travels than with rsync (row 7)', async () => {
  const { sent, fetched } = await costOf(changedInTheMiddle)

  expect(sent.bytes).toBeLessThan(49_000)
  expect(fetched.bytes).toBeLessThan(49_000)
  expect(sent.requests + fetched.requests).toBeLessThan(30)
})

test('of a hundred bytes in front of 20 MB, less travels than with rsync (row 7)', async () => {
  const { sent, fetched } = await costOf(longerInFront)

  expect(sent.bytes).toBeLessThan(27_000)
  expect(fetched.bytes).toBeLessThan(27_000)
})

test('a second copy of a document costs nothing', async () => {
  const { parent, ann, bob } = await withReport()
  await ann.creates('report (for the client).pdf', report)

  const sent = await ann.exchanges(parent)
  const fetched = await bob.exchanges(parent)

  expect(sent.bytes).toBeLessThan(2500)
  expect(fetched.bytes).toBeLessThan(2500)
  expect(isSame(bob.disk.read('report (for the client).pdf'), report)).toBe(true)
})

test('a stretch of one document in another one is not sent again', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(2_000_000))
  await ann.creates('appendix.pdf', inserted(unlikeBytes(2_000_000), 1_000_000, unlikeBytes(50_000, 9)))

  const sent = await ann.exchanges(parent)
  const fetched = await bob.exchanges(parent)

  expect(sent.bytes).toBeLessThan(100_000)
  expect(fetched.bytes).toBeLessThan(100_000)
})

test('a version that was superseded before it travelled is not carried where it is taken on demand', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(2_000_000))
  ann.copy.library.setBehaviour('on-demand')
  await ann.saves('report.pdf', overwritten(unlikeBytes(2_000_000), 0, unlikeBytes(500_000, 4)))
  await ann.saves('report.pdf', overwritten(unlikeBytes(2_000_000), 0, unlikeBytes(1000, 5)))

  const sent = await ann.exchanges(parent)
  await bob.exchanges(parent)

  expect(sent.bytes).toBeLessThan(100_000)
  expect(isSame(bob.disk.read('report.pdf'), ann.disk.read('report.pdf') ?? report)).toBe(true)
})

test('a new copy gets a version whose chunks lie in the packs of ten', async () => {
  const { parent, ann } = await withReport(unlikeBytes(2_000_000))
  let bytes = unlikeBytes(2_000_000)
  for (let save = 0; save < 10; save += 1) {
    bytes = overwritten(bytes, save * 190_000, unlikeBytes(2000, save + 20))
    await ann.saves('report.pdf', bytes)
    await ann.exchanges(parent)
  }

  const carl = await joins(parent, 'carl')

  expect(isSame(carl.disk.read('report.pdf'), bytes)).toBe(true)
})

test('a transfer that breaks again and again goes on where it broke (row 10)', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(300_000))
  const bytes = unlikeBytes(3_000_000, 6)
  ann.linkClock = bob.linkClock = slowClock()
  await ann.saves('report.pdf', bytes)
  let sentBytes = 0
  for (let outcome = ''; outcome !== 'level';) {
    const exchanged = await ann.exchanges(parent, 1_200_000)
    outcome = exchanged.outcome.kind
    sentBytes += exchanged.bytes
  }
  let fetchedBytes = 0
  for (let outcome = ''; outcome !== 'level';) {
    const exchanged = await bob.exchanges(parent, 1_200_000)
    outcome = exchanged.outcome.kind
    fetchedBytes += exchanged.bytes
  }

  expect(isSame(bob.disk.read('report.pdf'), bytes)).toBe(true)
  expect(sentBytes).toBeLessThan(3_100_000)
  // The start of the list is looked at again by each try.
  expect(fetchedBytes).toBeLessThan(3_300_000)
})

test('what was damaged over there is not adopted, and comes when it is whole again (row 42)', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(600_000))
  const bytes = unlikeBytes(700_000, 8)
  await ann.saves('report.pdf', bytes)
  await ann.exchanges(parent)
  flip(parent, packPath(versionOf(ann)), 400_000)

  await bob.exchanges(parent)
  expect(isSame(bob.disk.read('report.pdf'), unlikeBytes(600_000))).toBe(true)
  expect(bob.copy.checkOutDocuments()).toMatchObject([{ waitsFor: 'content' }])

  flip(parent, packPath(versionOf(ann)), 400_000)
  await bob.exchanges(parent)
  expect(isSame(bob.disk.read('report.pdf'), bytes)).toBe(true)
})

test('a damaged list over there is refused', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(600_000))
  await ann.saves('report.pdf', unlikeBytes(700_000, 8))
  await ann.exchanges(parent)
  flip(parent, packPath(versionOf(ann)), 100)

  expect((await bob.exchanges(parent)).outcome.kind).toBe('level')
  expect(bob.copy.checkOutDocuments()).toMatchObject([{ waitsFor: 'content' }])
})

test('a chunk that rotted here is neither built upon nor handed on (row 42)', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(600_000))
  const bytes = overwritten(unlikeBytes(600_000), 0, unlikeBytes(100, 9))
  flip(ann, packPath(versionOf(ann)), 400_000)

  await ann.saves('report.pdf', bytes)
  await ann.exchanges(parent)
  await bob.exchanges(parent)

  expect(isSame(ann.disk.read('report.pdf'), bytes)).toBe(true)
  expect(isSame(bob.disk.read('report.pdf'), bytes)).toBe(true)
})

test('bytes that rotted here are fetched again', async () => {
  const { parent, ann, bob } = await withReport(unlikeBytes(600_000))
  flip(bob, packPath(versionOf(bob)), 400_000)
  bob.disk.remove('report.pdf')
  bob.disk.remove('.shakedown/local/working')
  bob.restarts()
  expect(bob.disk.read('report.pdf')).toBe(null)

  await bob.exchanges(parent)

  expect(isSame(bob.disk.read('report.pdf'), unlikeBytes(600_000))).toBe(true)
  expect(versionOf(bob)).toBe(versionOf(ann))
})
