import { cpSync } from 'node:fs'

import { expect, test } from 'vitest'

import { DiskTrouble } from '../../../src/engine/ports/disk.ts'
import { logBreakOf } from '../../../src/engine/replica/continuity.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { madeIn, opened, writes } from '../real-copy.ts'

const hashAt = (seq: number): string => `hash ${seq}`
const folder = { seq: 5, hashAt }

test.each([
  ['the folder ends where the token says', { seq: 5, hash: hashAt(5), isElsewhere: false }, null],
  ['a crash came between the journal and the token', { seq: 3, hash: hashAt(3), isElsewhere: false }, null],
  ['nothing was shown to anybody yet', { seq: 0, hash: hashAt(0), isElsewhere: false }, null],
  ['the folder was put back', { seq: 6, hash: hashAt(6), isElsewhere: false }, 'rolled-back'],
  [
    'another folder wrote the same event',
    { seq: 5, hash: 'another hash', isElsewhere: false },
    'other-history',
  ],
  ['another folder writes the line', { seq: 5, hash: hashAt(5), isElsewhere: true }, 'copied'],
  ['another folder has gone on with the line', { seq: 6, hash: hashAt(6), isElsewhere: true }, 'copied'],
] as const)('%s', (_story, { seq, hash, isElsewhere }, expected) => {
  expect(logBreakOf(folder, { seq, hash, place: '/somewhere' }, isElsewhere)).toBe(expected)
})

test('a machine that never wrote the line does not go on with it', () => {
  expect(logBreakOf(folder, null, false)).toBe('unknown-here')
})

/** Ports of a folder whose line has three events, of which visitors saw two. */
const lived = async (): Promise<CopyPorts> => {
  const ports = realCopyPorts(freshFolder(), freshFolder())
  const copy = await madeIn(ports)
  await writes(copy, '1', 1)
  await new OwnFolderExchange(copy, ports).flush()
  await writes(copy, '2', 2)
  return ports
}

test('a crash after the journal and before the token goes on with the line', async () => {
  const ports = await lived()

  const copy = opened(openCopy(ports))
  await writes(copy, '3', 3)

  expect(copy.ownLogChange).toBeNull()
  expect(copy.state.keys('tb')).toEqual(['1', '2', '3'])
})

test('nothing is shown to anybody that the token does not cover', async () => {
  const ports = await lived()
  const full: CopyPorts = {
    ...ports,
    continuity: {
      ...ports.continuity,
      write: () => {
        throw new DiskTrouble('full', 'lines', 'the disk is full')
      },
    },
  }
  const before = ports.disk.read(paths.versionVector)

  const outcome = await new OwnFolderExchange(opened(openCopy(full)), full).flush()

  expect(outcome).toMatchObject({ kind: 'disk-trouble', trouble: { kind: 'full' } })
  expect(ports.disk.read(paths.versionVector)).toEqual(before)
})

/** The ports of a folder that was brought from another machine, where some write fails. */
const brought = (from: CopyPorts, fails: (path: string) => boolean): CopyPorts => {
  const folder = freshFolder()
  cpSync(from.continuity.place, folder, { recursive: true })
  const ports = realCopyPorts(folder, freshFolder())
  const writeWhole = (path: string, bytes: Uint8Array): void => {
    if (fails(path)) throw new DiskTrouble('full', path, 'the disk is full')
    ports.disk.writeWhole(path, bytes)
  }
  const get = (target: CopyPorts['disk'], name: string | symbol): unknown => {
    const member: unknown = name === 'writeWhole' ? writeWhole : Reflect.get(target, name)
    return typeof member === 'function' ? member.bind(target) : member
  }
  return { ...ports, disk: new Proxy(ports.disk, { get }) }
}

test('a line that cannot begin refuses the write, and begins when it can', async () => {
  let isFull = true
  const ports = brought(await lived(), (path) => isFull && path === paths.copy)
  const copy = opened(openCopy(ports))
  const { line: logId } = copy.identity

  expect(await writes(copy, '9', 9)).toMatchObject({ kind: 'disk-trouble' })
  expect(copy.identity.line).toBe(logId)
  isFull = false
  expect(await writes(copy, '9', 9)).toMatchObject({ kind: 'acknowledged' })

  expect(copy.state.continuations()).toMatchObject([
    { log: copy.identity.line, continues: { line: logId, seq: 3 } },
  ])
})

test('a crash between naming a line and its first event begins no third one', async () => {
  const ports = brought(await lived(), () => false)
  const copy = opened(openCopy(ports))
  // The line is named at once; its events reach the disk with the flush, which is not awaited.
  const writing = writes(copy, '9', 9)
  const { line: logId } = copy.identity
  const found = opened(openCopy(ports))

  expect(found.identity.line).toBe(logId)
  expect(found.ownLogChange).toBeNull()
  await writing
})
