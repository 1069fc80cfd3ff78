import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { ByteWriter } from '../../src/engine/binary/byte-writer.ts'
import { decodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { asLogId } from '../../src/engine/identifier/log-id.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { jsonBytes, parseJson } from '../../src/engine/storage/folder/copy-identity.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { Desk } from '../cli/file/desk.ts'
import { reopened } from './real-copy.ts'

const newerLine = asLogId('00000000000000fe')

/** An event with one write of a value of kind 200, between two ordinary ones, as a newer engine spells it. */
const newerValueEvent = (): Uint8Array => {
  const writer = new ByteWriter().count(1).count(0).text('eve').text('').count(0).count(3)
  write(writer, '1', (value) => value.byte(1).text('before'))
  write(writer, '2', (value) => value.byte(200).count(99).text('something new'))
  write(writer, '3', (value) => value.byte(1).text('behind'))
  return writer.take()
}

const write = (writer: ByteWriter, key: string, value: (writer: ByteWriter) => void): void => {
  writer.count(1).sized(() => {
    writer.byte(0).text('tb').text(key).text('').text('amount')
    value(writer)
    writer.count(0)
  })
}

const brings = async (folder: string, event: Uint8Array): Promise<void> => {
  const copy = reopened(folder)
  const previousHash = new HashChain(realDigest).start(newerLine)
  await copy.ingest([{ log: newerLine, first: 1, previousHash, events: [event] }], 'journal')
  await new OwnFolderExchange(copy, realCopyPorts(folder)).flush()
  copy.close()
}

/** Changes bytes of a file and makes its checksum right again. */
const rewritten = (file: string, change: (bytes: Buffer) => Buffer): void =>
  writeFileSync(file, change(readFileSync(file)))

const resealed = (range: Buffer): Buffer => {
  const covered = range.subarray(0, range.length - 32)
  return Buffer.concat([covered, Buffer.from(realDigest.sha256Hex(covered), 'hex')])
}

const headsOf = (version: number, minimumReader: number) => (bytes: Buffer) => {
  const changed = Buffer.from(bytes)
  changed.set([version, minimumReader], 4)
  // The length of the heads is a count of one or two bytes.
  const at = (changed[22] ?? 0) < 0x80 ? 23 : 24
  const length = ((changed[22] ?? 0) & 0x7f) + (at === 24 ? (changed[23] ?? 0) * 128 : 0)
  changed.set([version, minimumReader], at)
  const mark = realDigest.sha256Hex(changed.subarray(at, at + length)).slice(0, 32)
  changed.set(Buffer.from(mark, 'hex'), 6)
  return changed
}

const everyRange = (desk: Desk, copy: string): readonly string[] =>
  readdirSync(desk.path(copy, paths.rangesFolder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const aDesk = async (): Promise<Desk> => {
  const desk = new Desk()
  await desk.does('create ACME')
  await desk.does('copy ACME laptop --user ann')
  await desk.does('edit laptop tb/1010.amount 4200')
  return desk
}

describe('a value of a kind that only a newer engine knows', () => {
  test('is carried with its event and counted, and what stands beside it counts', async () => {
    const desk = await Desk.withTwoCopies()
    await brings(desk.path('laptop-ann'), newerValueEvent())

    await desk.does('sync laptop-ann')
    await desk.does('sync laptop-bob')

    expect(await desk.json('status laptop-bob')).toMatchObject({ unknownOps: 1, unapplied: 0 })
    expect(await desk.does('show laptop-bob tb/1.amount')).toContain('before')
    expect(await desk.does('show laptop-bob tb/3.amount')).toContain('behind')
  })

  test('goes on in the bytes that it came in', async () => {
    const desk = await Desk.withTwoCopies()
    await brings(desk.path('laptop-ann'), newerValueEvent())
    await desk.does('sync laptop-ann')
    await desk.does('sync laptop-bob')

    const carried = reopened(desk.path('laptop-bob')).logs.log(newerLine)?.eventAt(1)

    expect(carried).toEqual(newerValueEvent())
    expect(carried && decodeEvent(carried).ops.map(({ kind }) => kind)).toEqual(['write', 'unknown', 'write'])
  })
})

describe('what a newer engine wrote into a folder', () => {
  test('a range in an unknown codec is refused by name, and nothing is changed', async () => {
    const desk = await aDesk()
    for (const file of everyRange(desk, 'laptop'))
      rewritten(file, (bytes) => resealed(Buffer.from(bytes.with(6, 9))))
    const before = desk.tree('laptop')

    const answer = await desk.file('edit', 'laptop', 'tb/1010.amount', '1')

    expect(answer.code).toBe(3)
    expect(answer.err).toContain('a client file of a newer format')
    expect(answer.err).toContain('codec 9')
    expect(desk.tree('laptop')).toEqual(before)
  })

  test('heads that readers of today may read are read, whatever their version', async () => {
    const desk = await aDesk()
    rewritten(desk.path('ACME', paths.versionVector), headsOf(7, 1))

    await desk.does('sync laptop')

    expect(await desk.does('show ACME tb/1010.amount')).toContain('4200')
  })

  test('heads that need a newer reader stop the exchange, and the work stays until it can go on', async () => {
    const desk = await aDesk()
    const asItWas = readFileSync(desk.path('ACME', paths.versionVector))
    rewritten(desk.path('ACME', paths.versionVector), headsOf(7, 7))

    const refused = await desk.file('sync', 'laptop')
    writeFileSync(desk.path('ACME', paths.versionVector), asItWas)
    await desk.does('sync laptop')

    expect(refused.code).toBe(3)
    expect(refused.err).toContain('it needs a reader of version 7')
    expect(await desk.does('show ACME tb/1010.amount')).toContain('4200')
  })

  test('a client file that needs a newer reader is not opened, and not touched', async () => {
    const desk = await aDesk()
    rewritten(desk.path('laptop', paths.format), (bytes) => {
      return Buffer.from(jsonBytes({ ...parseJson(bytes), version: 2, minimumReader: 2 }))
    })
    const before = desk.tree('laptop')

    const answers = [
      await desk.file('edit', 'laptop', 'tb/1010.amount', '1'),
      await desk.file('sync', 'laptop'),
      await desk.file('copy', 'laptop', 'other'),
      await desk.file('verify', 'laptop'),
    ]

    expect(answers.map(({ code }) => code)).toEqual([3, 3, 3, 3])
    expect(answers.map(({ out, err }) => out + err)).toEqual(
      answers.map(() => expect.stringContaining('a reader of version 2')),
    )
    expect(desk.tree('laptop')).toEqual(before)
  })
})
