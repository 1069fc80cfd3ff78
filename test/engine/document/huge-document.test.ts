import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { expect, test } from 'vitest'

import { documentBytesMax } from '../../../src/engine/content/document-limits.ts'
import { type Disk, DiskTrouble } from '../../../src/engine/ports/disk.ts'
import type { ByteSource } from '../../../src/engine/storage/contents/byte-source.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { deed, madeIn, withAppends } from '../real-copy.ts'
import { unlikeBytes } from './unlike-bytes.ts'

const patternBytes = unlikeBytes(1_048_573)

/** As long as it says, and nowhere at once: a pattern with a number in each repetition, so that few chunks are alike. */
const hugeSource = (sizeBytes: number, read: (length: number) => void): ByteSource => ({
  sizeBytes,
  readPart: (offset, length) => {
    read(length)
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length;) {
      const inPattern = (offset + at) % patternBytes.length
      const stretch = patternBytes.subarray(inPattern, inPattern + length - at)
      const number = Math.floor((offset + at) / patternBytes.length)
      for (let each = 0; each < stretch.length; each += 1) bytes[at + each] = (stretch[each] ?? 0) ^ number
      at += stretch.length
    }
    return bytes
  },
})

/** A disk on which a file that grows beyond so much finds no room. */
const fullAfter = (disk: Disk, roomBytes: number): Disk =>
  withAppends(disk, (file) => ({
    append: (bytes) => {
      if (file.sizeBytes + bytes.length > roomBytes)
        throw new DiskTrouble('full', 'there', 'the disk is full')
      file.append(bytes)
    },
  }))

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are reachable. The second collection waits for the sweep of buffers that the first left to a thread. */
const heldBytes = (): number => {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** A disk that looks, each time so many bytes more were appended to a file, at how much is held. */
const watchedDisk = (disk: Disk, everyBytes: number, looked: (held: number) => void): Disk => {
  let untilLookBytes = everyBytes
  return withAppends(disk, (file) => ({
    append: (bytes) => {
      file.append(bytes)
      untilLookBytes -= bytes.length
      if (untilLookBytes > 0) return
      untilLookBytes = everyBytes
      looked(heldBytes())
    },
  }))
}

test('a document of 96 MB is saved and laid without being held in memory', async () => {
  const sizeBytes = 96 * 1024 * 1024
  const ports = realCopyPorts(freshFolder())
  const held: number[] = []
  const disk = watchedDisk(ports.disk, 8 * 1024 * 1024, (bytes) => held.push(bytes))
  const copy = await madeIn({ ...ports, disk })
  const beforeBytes = heldBytes()
  let longest = 0
  const source = hugeSource(sizeBytes, (length) => (longest = Math.max(longest, length)))

  const outcome = await copy.library.create('film.mp4', source, deed)
  const looksWhileSaved = held.length
  copy.checkOutDocuments()

  expect(outcome.kind).toBe('acknowledged')
  expect(disk.sizeBytes('film.mp4')).toBe(sizeBytes)
  expect(longest).toBeLessThanOrEqual(1024 * 1024)
  expect(looksWhileSaved).toBeGreaterThan(0)
  expect(held.length).toBeGreaterThan(looksWhileSaved)
  expect(Math.max(...held) - beforeBytes).toBeLessThan(sizeBytes / 4)
  copy.close()
})

test('one larger than a document may be is refused before it is read', async () => {
  const copy = await madeIn(realCopyPorts(freshFolder()))
  let readBytes = 0
  const source = hugeSource(documentBytesMax + 1, (length) => (readBytes += length))

  const outcome = await copy.library.create('film.mp4', source, deed)

  expect(outcome).toMatchObject({
    kind: 'not-taken',
    detail: expect.stringContaining('2147483648 at the most'),
  })
  expect(readBytes).toBe(0)
  expect(copy.documents()).toEqual([])
})

test('a file that is written to while it is saved is not taken, and leaves nothing behind', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  let reads = 0
  const source: ByteSource = {
    sizeBytes: 1_000_000,
    readPart: (offset, length) =>
      unlikeBytes(1_000_000, (reads += 1) > 1 ? 2 : 1).subarray(offset, offset + length),
  }

  const outcome = await copy.library.create('film.mp4', source, deed)

  expect(outcome).toMatchObject({
    kind: 'not-taken',
    detail: expect.stringContaining('taken on the next time'),
  })
  expect(realCopyPorts(folder).disk.list('.shakedown/incoming')).toEqual([])
  expect(realCopyPorts(folder).disk.list('.shakedown/packs')).toEqual([])
})

test('a disk that fills up while a large document is saved keeps no half of it', async () => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder)
  const copy = await madeIn({ ...ports, disk: fullAfter(ports.disk, 200_000) })

  const outcome = await copy.createDocument('film.mp4', unlikeBytes(1_000_000), deed)

  expect(outcome).toMatchObject({ kind: 'disk-trouble', trouble: { kind: 'full' } })
  expect(ports.disk.list('.shakedown/incoming')).toEqual([])
  expect(copy.documents()).toEqual([])
})
