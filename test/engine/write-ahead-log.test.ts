import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { DiskTrouble } from '../../src/engine/ports/disk.ts'
import { openCopy } from '../../src/engine/replica/open-copy.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { recordTags, readSegment } from '../../src/engine/storage/journal/wal-record.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { amountOf, madeIn, reopened, withAppends, writes } from './real-copy.ts'

const segment = (folder: string): string => join(folder, paths.walFolder, '00000001')

const withEdits = async (folder: string, count: number): Promise<void> => {
  const copy = await madeIn(realCopyPorts(folder))
  for (let key = 1; key <= count; key += 1) await writes(copy, `${key}`, key)
}

test('what was acknowledged survives a crash', async () => {
  const folder = freshFolder()
  await withEdits(folder, 3)

  const copy = reopened(folder)

  expect([1, 2, 3].map((key) => amountOf(copy, `${key}`))).toMatchObject([
    { decimal: '1' },
    { decimal: '2' },
    { decimal: '3' },
  ])
})

test('edits of one moment share one flush', async () => {
  const folder = freshFolder()
  let flushes = 0
  const ports = realCopyPorts(folder)
  const disk = withAppends(ports.disk, (file) => ({ sync: () => ((flushes += 1), file.sync()) }))
  const copy = await madeIn({ ...ports, disk })
  flushes = 0

  const outcomes = await Promise.all(Array.from({ length: 500 }, (_, key) => writes(copy, `${key}`, key)))

  expect(outcomes.every(({ kind }) => kind === 'acknowledged')).toBe(true)
  expect(flushes).toBe(1)
  expect(reopened(folder).state.keys('tb')).toHaveLength(500)
})

test.each([1, 7, 40])('a record cut off %i bytes early goes', async (bytes) => {
  const folder = freshFolder()
  await withEdits(folder, 3)
  const whole = readFileSync(segment(folder)).length
  truncateSync(segment(folder), whole - bytes)

  const copy = reopened(folder)

  expect(copy.state.keys('tb')).toEqual(['1', '2'])
  await writes(copy, '4', 4)
  copy.close()
  expect(reopened(folder).state.keys('tb')).toEqual(['1', '2', '4'])
})

test.each(['\0', 'SHK', '\0'.repeat(300)])('an unfinished append %j is cut off', async (rest) => {
  const folder = freshFolder()
  await withEdits(folder, 2)
  const before = readFileSync(segment(folder))
  appendFileSync(segment(folder), rest)

  expect(reopened(folder).state.keys('tb')).toEqual(['1', '2'])
  expect(readFileSync(segment(folder))).toEqual(before)
})

test('a damaged byte anywhere is never cut off silently', async () => {
  const folder = freshFolder()
  await withEdits(folder, 4)
  const bytes = new Uint8Array(readFileSync(segment(folder)))

  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, pattern) => {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ pattern
      expect(readSegment(damaged, realDigest).end).toBe('damaged')
    }),
    { numRuns: 500 },
  )
})

test('a record whose mark has become the other one is damaged', async () => {
  const folder = freshFolder()
  await withEdits(folder, 2)
  const bytes = new Uint8Array(readFileSync(segment(folder)))
  const { beginsFlush, goesOn } = recordTags
  expect(bytes[0]).toBe(beginsFlush)

  expect(readSegment(bytes.with(0, goesOn), realDigest)).toMatchObject({ end: 'damaged', validBytes: 0 })
})

/** One flush of some edits after another, and where the last one begins. */
const withLastFlush = async (folder: string, count: number): Promise<{ bytes: Uint8Array; from: number }> => {
  const copy = await madeIn(realCopyPorts(folder))
  await writes(copy, 'flushed', 1)
  const from = readFileSync(segment(folder)).length
  await Promise.all(Array.from({ length: count }, (_, key) => writes(copy, `${key}`, key)))
  return { bytes: new Uint8Array(readFileSync(segment(folder))), from }
}

test('whichever sectors of the last flush are missing, it is torn', async () => {
  const { bytes, from } = await withLastFlush(freshFolder(), 12)
  const firstSector = Math.floor(from / 512)
  const sectors = Math.ceil(bytes.length / 512) - firstSector
  expect(sectors).toBeGreaterThan(3)

  for (let missing = 1; missing < 2 ** sectors; missing += 1) {
    const found = bytes.slice()
    for (let index = 0; index < sectors; index += 1) {
      const at = (firstSector + index) * 512
      if (missing & (2 ** index)) found.fill(0, Math.max(from, at), at + 512)
    }
    const { end, validBytes } = readSegment(found, realDigest)
    expect(end).toBe('torn')
    expect(validBytes).toBeGreaterThanOrEqual(from)
  }
})

test('a missing sector before a later flush is damage', async () => {
  const folder = freshFolder()
  const { bytes } = await withLastFlush(folder, 12)
  await writes(reopened(folder), 'later', 1)
  const whole = new Uint8Array(readFileSync(segment(folder)))
  const from = Math.ceil(bytes.length / 512 - 2) * 512

  expect(readSegment(whole.fill(0, from, from + 512), realDigest).end).toBe('damaged')
})

test('a damaged record is refused and nothing changed', async () => {
  const folder = freshFolder()
  await withEdits(folder, 3)
  const damaged = readFileSync(segment(folder))
  damaged[60] = (damaged[60] ?? 0) ^ 1
  writeFileSync(segment(folder), Buffer.concat([damaged, Buffer.from('SHK')]))
  const before = readFileSync(segment(folder))

  const outcome = openCopy(realCopyPorts(folder))

  expect(outcome).toMatchObject({ kind: 'corrupt', path: `${paths.walFolder}/00000001` })
  expect(readFileSync(segment(folder))).toEqual(before)
})

test('a refused flush loses nothing that comes later', async () => {
  const folder = freshFolder()
  let isFull = false
  const ports = realCopyPorts(folder)
  const disk = withAppends(ports.disk, (file) => ({
    append: (bytes) => {
      // As a full disk does it: some of the bytes are taken before it says no.
      file.append(isFull ? bytes.subarray(0, 20) : bytes)
      if (isFull) throw new DiskTrouble('full', 'journal', 'the disk is full')
    },
  }))
  const copy = await madeIn({ ...ports, disk })
  isFull = true
  expect(await writes(copy, '1', 1)).toMatchObject({ kind: 'disk-trouble', trouble: { kind: 'full' } })
  await expect(copy.durableVersions()).rejects.toThrow('full')

  isFull = false
  expect(await writes(copy, '2', 2)).toMatchObject({ kind: 'acknowledged' })

  expect(reopened(folder).state.keys('tb')).toEqual(['1', '2'])
})

test('many short sessions leave one segment', async () => {
  const folder = freshFolder()
  await withEdits(folder, 1)
  for (let count = 0; count < 5; count += 1) reopened(folder).close()

  expect(realCopyPorts(folder).disk.list(paths.walFolder)).toEqual(['00000001'])
})

test('a full segment is followed by a fresh one', async () => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder)
  const copy = await madeIn(ports)
  const own = new OwnFolderExchange(copy, ports)
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 800 }, (_, key) => writes(copy, `${round}-${key}`, key)))
    await own.flush()
  }

  expect(ports.disk.list(paths.walFolder)).not.toContain('00000001')
  expect(ports.disk.list(paths.walFolder)).toHaveLength(1)
  expect(reopened(folder).state.keys('tb')).toHaveLength(2400)
})
