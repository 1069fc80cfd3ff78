import { describe, expect, test } from 'vitest'

import { CodecError } from '../../../src/engine/binary/byte-reader.ts'
import { must } from '../../../src/engine/invariant.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import type { ArbiterSession, ShareAnswer } from '../../../src/engine/ports/share-client.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { amountOf, writes } from '../real-copy.ts'
import { arbiterOver, type Laptop, bringInSync, ServedOffice, waitForAll } from './served-office.ts'

const textOf = (value: unknown): string => JSON.stringify(value)

/** The same folder, in which every write takes until it is let through; how many there were. */
const slowFolder = (disk: Disk) => {
  const folder = arbiterOver(disk)
  const held: (() => void)[] = []
  let writeCount = 0
  let isSlow = false
  const writeWhole: ArbiterSession['writeWhole'] = async (path, bytes) => {
    writeCount += 1
    if (isSlow) await new Promise<void>((resolve) => held.push(resolve))
    return folder.writeWhole(path, bytes)
  }
  const letThrough = async (): Promise<void> => {
    for (; held.length > 0; await waitForAll()) for (const through of held.splice(0)) through()
    isSlow = false
  }
  return {
    folder: { ...folder, writeWhole },
    slows: () => (isSlow = true),
    letThrough,
    writes: () => writeCount,
  }
}

describe('what several bring at one moment', () => {
  test('is flushed together, and each is acknowledged when it is', async () => {
    const office = await ServedOffice.open({ isSigned: true })
    const slow = slowFolder(office.disk)
    const instance = await office.instance({}, slow.folder)
    const names = Array.from({ length: 12 }, (_, index) => `laptop-${index}`)
    const laptops: Laptop[] = []
    for (const name of names) laptops.push(await office.joins(instance, name))
    for (const laptop of laptops) await bringInSync(laptop)
    for (const [index, { copy }] of laptops.entries()) await writes(copy, `${index}`, index)
    const before = slow.writes()
    slow.slows()
    const exchanged = laptops.map(({ exchange }) => exchange.exchange())
    await waitForAll()
    await slow.letThrough()

    expect((await Promise.all(exchanged)).map(({ kind }) => kind)).toEqual(names.map(() => 'level'))

    // A block for each, and heads once for all.
    expect(slow.writes() - before).toBe(12 + 1)
    for (const laptop of laptops) await bringInSync(laptop)
    expect(new Set(laptops.map(({ copy }) => copy.canonicalState())).size).toBe(1)
  })

  test('is refused to whom it has to be, and to nobody else', async () => {
    const office = await ServedOffice.open({ isSigned: true })
    const { file } = await office.instance()
    const ann = await office.joins({ server: office.server(file) }, 'ann')
    await writes(ann.copy, 'x', 1)
    const { line: logId } = ann.copy.identity
    const log = must(ann.copy.logs.log(logId), 'ann has a line')
    const whole = log.rangeOf({ first: file.logs.receivedSeq(logId) + 1, last: log.seq })
    const changed = whole.events.map((event) => event.with(-1, (event.at(-1) ?? 0) ^ 1))
    const versions = await ann.copy.durableVersions()

    const brought = [{ ...whole, events: changed }, whole].map((range) => file.ingest([range], versions))

    expect(await Promise.allSettled(brought)).toMatchObject([
      { status: 'rejected', reason: expect.any(CodecError) },
      { status: 'fulfilled', value: [] },
    ])
    expect(file.logs.hashAt(logId, log.seq)).toBe(log.hash)
  })
})

describe('several instances over one folder', () => {
  test('an edit through one is told through the other as soon as that has looked (row 52)', async () => {
    const office = await ServedOffice.open()
    const [first, second] = [await office.instance(), await office.instance()]
    const [ann, bob] = [await office.joins(first), await office.joins(second, 'bob')]
    await first.file.tend()
    for (const laptop of [ann, bob]) await bringInSync(laptop)
    await writes(ann.copy, 'x', 7)
    await bringInSync(ann)
    expect(amountOf(bob.copy, 'x')).toBeUndefined()

    await second.file.tend()
    await bringInSync(bob)

    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('two that let something in at one moment, each without having looked, lose nothing of it', async () => {
    const office = await ServedOffice.open()
    const instances = [await office.instance(), await office.instance(), await office.instance()]
    const laptops = await Promise.all(instances.map((each, index) => office.joins(each, `laptop-${index}`)))
    for (let round = 0; round < 3; round += 1) {
      for (const [index, { copy }] of laptops.entries()) await writes(copy, `${index}`, round)
      await Promise.all(laptops.map(bringInSync))
      await Promise.all(instances.map(({ file }) => file.tend()))
    }
    for (const { file } of [...instances, ...instances]) await file.tend()
    for (const laptop of laptops) await bringInSync(laptop)
    await office.seals()

    const states = new Set(laptops.map(({ copy }) => copy.canonicalState()))
    expect(states.size).toBe(1)
    expect(office.parent.canonicalState()).toBe([...states][0])
  })

  test('what an instance acknowledged before it died is found by the next one, though nobody announced it', async () => {
    const office = await ServedOffice.open()
    const ann = await office.joins(await office.instance())
    await writes(ann.copy, 'x', 7)
    await bringInSync(ann)
    // It is gone from here on: it never looked, and never joined the folder's heads.

    const next = await office.instance()

    expect(next.file.logs.receivedSeq(ann.copy.identity.line)).toBe(2)
    const bob = await office.joins(next, 'bob')
    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
    await next.file.tend()
    await office.seals()
    expect(amountOf(office.parent, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('who looks into the folder alone finds it after the next look, also where somebody overwrote the heads', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance()
    const ann = await office.joins(instance)
    const before = office.disk.read(paths.versionVector) ?? new Uint8Array(0)
    await writes(ann.copy, 'x', 7)
    await bringInSync(ann)
    await instance.file.tend()
    office.disk.writeWhole(paths.versionVector, before)
    await instance.file.tend()
    await office.seals()

    expect(amountOf(office.parent, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })

  test('one that stops hands over what it let in, and takes its own file away', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance()
    const ann = await office.joins(instance)
    await writes(ann.copy, 'x', 7)
    await bringInSync(ann)
    expect(office.disk.list(paths.instancesFolder)).toHaveLength(1)

    await instance.file.close()

    expect(office.disk.list(paths.instancesFolder)).toHaveLength(0)
    await office.seals()
    expect(amountOf(office.parent, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })
})

describe('a folder that cannot be written', () => {
  const full: ShareAnswer<null> = { kind: 'full', detail: 'no space is left' }

  test('nothing is acknowledged and nothing shown; once there is room, all of it is', async () => {
    const office = await ServedOffice.open()
    const folder = arbiterOver(office.disk)
    let isFull = false
    const instance = await office.instance(
      {},
      {
        ...folder,
        writeWhole: async (path, bytes) => (isFull ? full : folder.writeWhole(path, bytes)),
      },
    )
    const [ann, bob] = [await office.joins(instance), await office.joins(instance, 'bob')]
    await bringInSync(ann)
    await bringInSync(bob)
    isFull = true
    await writes(ann.copy, 'x', 7)

    const outcome = await ann.exchange.exchange()

    expect(outcome).toMatchObject({ kind: 'interrupted', trouble: { kind: 'full' } })
    expect(textOf(outcome)).toMatch(/no space is left.*free some space/)
    expect(await bringInSync(bob)).toBe(0)
    isFull = false
    await bringInSync(ann)
    expect(await bringInSync(bob)).toBeGreaterThan(0)
    expect(amountOf(bob.copy, 'x')).toEqual(amountOf(ann.copy, 'x'))
  })
})

describe('who wrote what', () => {
  test('signatures travel with the edits, and are known to whoever comes later', async () => {
    const office = await ServedOffice.open({ isSigned: true })
    const instance = await office.instance()
    const ann = await office.joins(instance)
    await writes(ann.copy, 'x', 7)
    ann.copy.authorship?.sign()
    await bringInSync(ann)

    const bob = await office.joins(instance, 'bob')

    const { line: logId } = ann.copy.identity
    expect(bob.copy.authorship?.signedSeq(logId)).toBe(2)
    expect(bob.copy.authorship?.refusals()).toEqual([])
  })
})
