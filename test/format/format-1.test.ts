import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { decodeEvent } from '../../src/engine/event/event.ts'
import { dotText, type LogId, asLogId } from '../../src/engine/identifier/log-id.ts'
import { openCopy } from '../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { Desk } from '../cli/file/desk.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { opened as openedBy, reopened } from '../engine/real-copy.ts'
import { isSigned, lineOfKey, rangeFiles, readHeads, readLines } from './decoder.ts'

const keptAt = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const home = join(keptAt('format-1'), '.shakedown')

/** A folder of format 1 as it was kept, somewhere it can be written to. */
const opened = (name = 'format-1'): SyncCopy => {
  const folder = freshFolder()
  cpSync(keptAt(name), folder, { recursive: true })
  return reopened(folder)
}

const deskWithIt = (name: string): Desk => {
  const desk = new Desk()
  cpSync(keptAt(name), desk.path('ACME'), { recursive: true })
  return desk
}

const folders = [['format-1'], ['format-1-columns'], ['format-1-snapshot'], ['format-1-resting']]

/** Dots and bytes as the independent decoder spells them. */
const spelt = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(spelt)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (entries.length === 2 && 'log' in value && 'seq' in value)
    return dotText(value as { log: LogId; seq: number })
  return Object.fromEntries(entries.map(([key, inner]) => [key, spelt(inner)]))
}

describe.each(folders)('a folder of format 1: %s', (name) => {
  test('opens, and shows what was worked in it', () => {
    const copy = opened(name)

    expect(copy.state.conflicts().map(({ address }) => address)).toEqual(['tb/7.amount'])
    expect(copy.read('tb', '1010', 'name').register?.siblings[0]?.value).toEqual({
      kind: 'text',
      text: 'Kasse, Büro und Größe',
    })
    expect(copy.read('tb', '1', 'amount').register?.siblings[0]?.value).toEqual({
      kind: 'number',
      decimal: '281.5',
    })
    expect(copy.records.read({ table: 'tb', key: '12' }).life.kind).toBe('deleted')
    expect(copy.documents().map((document) => document.name)).toEqual(['memo.txt'])
    expect(copy.read('tb', '9000', 'note').register).not.toBeNull()
    expect({ unknown: copy.state.unknownOps, unapplied: copy.unapplied }).toEqual({
      unknown: 0,
      unapplied: 0,
    })
  })

  test('is worked in, copied and brought level', async () => {
    const desk = deskWithIt(name)
    await desk.does('edit ACME tb/1.amount 1')
    await desk.does('copy ACME laptop --user carol')
    await desk.does('edit laptop tb/2.amount 2')
    await desk.does('sync laptop')

    expect(await desk.does('show ACME tb/2.amount')).toContain('2')
    expect(await desk.does('show laptop tb/1.amount')).toContain('1')
    expect(readFileSync(desk.path('laptop/memo.txt'), 'utf8')).toBe('What ann found.\n')
  })

  test('has a history that is proved', async () => {
    const answer = await deskWithIt(name).file('verify', 'ACME')

    expect(answer.code).toBe(0)
    expect(answer.out).toContain('of ann (ann): 312 events chained from the first, all signed')
  })
})

test('the same history has the same hashes and folds to the same state, however its ranges are spelt', () => {
  const [plain, columns] = [opened(), opened('format-1-columns')]

  expect([...columns.logs.versions()]).toEqual([...plain.logs.versions()])
  expect(columns.canonicalState()).toBe(plain.canonicalState())
})

test('a snapshot of format 1 is opened from, by the machine that wrote it, and says what the events say', () => {
  const folder = freshFolder()
  cpSync(keptAt('format-1-snapshot'), folder, { recursive: true })
  const ports = realCopyPorts(folder)
  const [name = ''] = ports.disk.list(paths.snapshotsFolder)
  const bytes = ports.disk.read(`${paths.snapshotsFolder}/${name}`) ?? new Uint8Array(0)
  const whole = reopened(folder)
  const { line: logId } = whole.identity
  const token = { seq: 1, hash: whole.logs.hashAt(logId, 1), place: ports.continuity.place }
  whole.close()
  ports.continuity.write(logId, { ...token, snapshot: bytes.subarray(bytes.length - 32).toHex() })

  const copy = openedBy(openCopy(ports))

  expect(copy.logs.cold).not.toBeNull()
  expect(copy.canonicalState()).toBe(whole.canonicalState())
  expect([...copy.logs.versions()]).toEqual([...whole.logs.versions()])
})

describe('the description of the columns', () => {
  const columnsHome = join(keptAt('format-1-columns'), '.shakedown')

  test('gives the same events as the folder that is plain, with the same hashes', () => {
    const [plain, columns] = [readLines(home), readLines(columnsHome)]

    expect([...columns]).toEqual([...plain])
  })

  test('is read from ranges that are in columns', () => {
    const inColumns = rangeFiles(columnsHome).filter((file) => readFileSync(file)[6] === 1)

    expect(inColumns.length).toBeGreaterThan(2)
  })
})

test('heads that go on from others at rest are read as all of them, by the description as by the engine', () => {
  const resting = join(keptAt('format-1-resting'), '.shakedown')
  const file = readFileSync(join(resting, 'heads'))
  const heads = readHeads(file, (name) => readFileSync(join(resting, 'resting', name)))
  const engine = opened('format-1-resting').logs.versions()

  expect(file[4]).toBe(2)
  expect(heads.map(({ line, seq, hash }) => [line, seq, hash])).toEqual(
    [...engine.values()].map(({ log: line, seq, hash }) => [line, seq, hash]),
  )
})

describe('the description of the format', () => {
  test('reads every event as the engine reads it', () => {
    const copy = opened()
    const lines = readLines(home)
    const engine = linesOf(copy).map((line) => [line, eventsOf(copy, line)] as const)

    expect([...lines].map(([line]) => line).toSorted()).toEqual(linesOf(copy))
    for (const [line, events] of engine) expect(lines.get(String(line))?.events).toEqual(events)
  })

  test('hashes along every line as the engine does', () => {
    const copy = opened()

    for (const [line, { hashes }] of readLines(home))
      expect(hashes).toEqual(hashes.map((_hash, seq) => copy.logs.hashAt(asLogId(line), seq)))
  })

  test('reads the heads, and proves what is signed by the key that names the line', () => {
    const { fileId } = JSON.parse(readFileSync(join(home, 'format'), 'utf8')) as { fileId: string }
    const lines = readLines(home)
    const heads = readHeads(readFileSync(join(home, 'heads')))

    expect(heads.map(({ line }) => line)).toEqual([...lines.keys()].toSorted())
    for (const head of heads) {
      const { hashes = [], events = [] } = lines.get(head.line) ?? {}
      const key = keyIn(events[0]?.ops ?? [])
      expect(hashes[head.seq]).toBe(head.hash)
      expect(lineOfKey(key)).toBe(head.line)
      expect(hashes[head.signed?.seq ?? 0]).toBe(head.signed?.hash)
      expect(isSigned(fileId, key, head)).toBe(true)
    }
  })

  test('covers all kinds of work that the folder was made with', () => {
    const ops = [...readLines(home).values()].flatMap(({ events }) => events.flatMap((event) => event.ops))
    const kinds = new Set(ops.map((op) => kindOf(op)))

    expect([...kinds].toSorted()).toEqual([
      'add',
      'claim',
      'count',
      'deletion',
      'document',
      'line-key',
      'parent',
      'reference',
      'register',
      'register-copy',
      'remove',
      'template',
      'template-author',
    ])
  })
})

const linesOf = ({ logs: lines }: SyncCopy): readonly LogId[] => lines.all().map(({ id }) => id)

const eventsOf = (copy: SyncCopy, line: LogId): unknown => {
  const log = copy.logs.log(line)
  return Array.from({ length: log?.seq ?? 0 }, (_, index) => {
    const {
      timestamp: stamp,
      deps: after,
      ops,
      ...event
    } = decodeEvent(log?.eventAt(index + 1) ?? new Uint8Array(0))
    return {
      ...event,
      stamp: [stamp.ms, stamp.count],
      after: after.map((one) => [one.log, one.seq, one.hashStart]),
      ops: spelt(ops),
    }
  })
}

const kindOf = (op: unknown): string => {
  const { kind, merge } = op as { kind: string; merge?: string }
  return merge ?? kind
}

const keyIn = (ops: readonly unknown[]): string =>
  ops.map((op) => op as { kind: string; key: string }).find(({ kind }) => kind === 'line-key')?.key ?? ''
