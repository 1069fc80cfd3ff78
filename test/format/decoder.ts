import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { countBytes, readColumns } from './column-decoder.ts'
import { Front } from './front.ts'

// Written from docs/format.md alone: nothing of the engine may be imported here.

export interface FoundEvent {
  readonly stamp: readonly [number, number]
  readonly author: string
  readonly note: string
  readonly after: readonly (readonly [string, number, string])[]
  readonly ops: readonly unknown[]
}

export interface FoundLine {
  readonly hashes: readonly string[]
  readonly events: readonly FoundEvent[]
}

export interface FoundHead {
  readonly line: string
  readonly seq: number
  readonly hash: string
  readonly signed: { readonly seq: number; readonly hash: string; readonly signature: string } | null
}

const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

export const lineStart = (line: string): string => sha256(`shakedown line ${line}`)

export const lineOfKey = (key: string): string =>
  sha256('shakedown line of key ', Buffer.from(key, 'hex')).slice(0, 16)

export const readRange = (bytes: Uint8Array) => {
  const covered = bytes.subarray(0, -32)
  if (sha256(covered) !== Buffer.from(bytes.subarray(-32)).toString('hex')) throw new Error('a bad checksum')
  const front = new Front(covered)
  front.preamble('SHKR')
  const codec = front.byte()
  const line = front.hex(8)
  const first = front.count()
  const before = front.hex(32)
  const count = front.count()
  const events =
    codec === 1
      ? readColumns(front, { line, first, count })
      : Array.from({ length: count }, () => front.take(front.count()))
  if (!front.isAtEnd) throw new Error('something follows')
  return { line, first, before, events }
}

const readEvent = (bytes: Uint8Array): FoundEvent => {
  const front = new Front(bytes)
  const stamp = [front.count(), front.count()] as const
  const author = front.text()
  const note = front.text()
  const after = front.list(() => [front.hex(8), front.count(), front.hex(4)] as const)
  const ops = front.list(() => readOp(front.count(), new Front(front.take(front.count()))))
  if (!front.isAtEnd) throw new Error('something follows')
  return { stamp, author, note, after, ops }
}

const writes = new Map([
  [1, 'register'],
  [2, 'document'],
  [4, 'deletion'],
  [5, 'claim'],
  [6, 'parent'],
  [7, 'reference'],
  [8, 'template'],
])

const breaks = ['unknown-here', 'rolled-back', 'other-history', 'copied', 'written-elsewhere']

const readOp = (code: number, front: Front): unknown => {
  const merge = writes.get(code)
  if (merge) return readWrite(merge, front)
  const maybeLine = () => (front.byte() === 1 ? front.hex(8) : null)
  const place = () => ({ table: front.text(), key: front.text(), field: front.text() })
  const readers: Record<number, () => object> = {
    3: () => ({ kind: 'register-copy', copyName: front.text(), user: front.text(), parent: maybeLine() }),
    9: () => ({ kind: 'add', ...place(), element: readValue(front) }),
    10: () => ({
      kind: 'remove',
      ...place(),
      element: readValue(front),
      covers: front.list(() => front.dot()),
    }),
    11: () => ({ kind: 'count', ...place(), by: front.byte() === 1 ? -front.count() : front.count() }),
    12: () => ({ kind: 'template-author', user: front.text() }),
    16: () => ({ kind: 'hang', isTemporary: front.byte() === 1, parent: maybeLine() }),
    17: () => ({ kind: 'leave', stage: ['leaving', 'left', 'staying'][front.byte()], towards: maybeLine() }),
    18: () => ({ kind: 'abandon', line: front.hex(8), seq: front.count(), hash: front.hex(32) }),
    19: () => ({ kind: 'adopt', line: front.hex(8), seq: front.count() }),
    20: () => ({ kind: 'lock-down', isReleased: front.byte() === 1 }),
    21: () => ({ kind: 'confirm-lock-down', lockDown: front.dot() }),
    23: () => ({ kind: 'release-lock-down', lockDown: front.dot() }),
    22: () => ({ kind: 'take-over', from: front.dot(), index: front.count() }),
    32: () => ({
      kind: 'continues',
      line: front.hex(8),
      seq: front.count(),
      hash: front.hex(32),
      why: breaks[front.byte()],
    }),
    40: () => ({ kind: 'line-key', key: front.hex(32) }),
  }
  const read = readers[code]
  const op = read ? read() : { kind: 'unknown', code, payload: front.hex(front.bytes.length) }
  if (!front.isAtEnd) throw new Error(`op ${code} is longer than it is read`)
  return op
}

const readWrite = (merge: string, front: Front): unknown => {
  const op = {
    kind: 'write',
    merge,
    resolves: front.byte() === 1,
    table: front.text(),
    key: front.text(),
    group: front.text(),
    field: front.text(),
    value: readValue(front),
    supersedes: front.list(() => front.dot()),
  }
  if (!front.isAtEnd) throw new Error('a write is longer than it is read')
  return op
}

const readValue = (front: Front): unknown => {
  const kind = front.byte()
  switch (kind) {
    case 0:
      return { kind: 'nothing' }
    case 1:
      return { kind: 'text', text: front.text() }
    case 2:
      return { kind: 'number', decimal: front.text() }
    case 3:
    case 4:
      return { kind: 'truth', truth: kind === 4 }
    case 5: {
      const sizeBytes = front.count()
      return { kind: 'content', hash: front.hex(32), sizeBytes }
    }
    case 6:
      return { kind: 'group', fields: front.list(() => [front.text(), readValue(front)]) }
    case 7:
      return { kind: 'deleted', covers: front.list(() => front.dot()) }
    case 8:
      return { kind: 'reference', table: front.text(), key: front.text() }
    case 9:
      return { kind: 'signed', versions: front.list(() => front.dot()) }
    default:
      throw new Error(`a value of kind ${kind}`)
  }
}

/** The last full block, and those after it. */
const namedBlocks = (seq: number): number =>
  (seq >= 256 ? 1 : 0) + (seq % 256).toString(2).replaceAll('0', '').length

/** `resting` gives the file of heads that these go on from, by its name. */
export const readHeads = (
  bytes: Uint8Array,
  resting: (name: string) => Uint8Array = () => new Uint8Array(0),
): readonly FoundHead[] => {
  const front = new Front(bytes)
  front.preamble('SHKH', 2)
  const mark = front.hex(16)
  const body = new Front(front.take(front.count()))
  if (sha256(body.bytes).slice(0, 32) !== mark) throw new Error('the mark is of other heads')
  const under = body.take(2)[0] === 2 ? restedHeads(body.hex(16), resting) : []
  const heads = body.list(() => {
    const [line, seq, hash] = [body.hex(8), body.count(), body.hex(32)]
    body.take(8 * namedBlocks(seq))
    return { line, seq, hash, signed: readSigned(new Front(body.take(body.count())), { seq, hash }) }
  })
  if (!body.isAtEnd) throw new Error('something follows the heads')
  const moved = new Set(heads.map(({ line }) => line))
  return [...heads, ...under.filter(({ line }) => !moved.has(line))].sort((a, b) =>
    a.line < b.line ? -1 : 1,
  )
}

const restedHeads = (name: string, resting: (name: string) => Uint8Array): readonly FoundHead[] => {
  const bytes = resting(name)
  if (new Front(bytes.subarray(6)).hex(16) !== name)
    throw new Error('heads at rest are not what they are called')
  return readHeads(bytes)
}

const readSigned = (front: Front, head: { seq: number; hash: string }): FoundHead['signed'] => {
  if (front.isAtEnd) return null
  const seq = front.count()
  const hash = front.bytes.length - front.at === 64 ? head.hash : front.hex(32)
  return { seq, hash, signature: front.hex(64) }
}

/** Every line of a folder, from its ranges and its journal, each event hashed from the line's start. */
export const readLines = (home: string): ReadonlyMap<string, FoundLine> => {
  const ranges = [...rangeFiles(home).map((file) => readRange(readFileSync(file))), ...journalRanges(home)]
  const lines = new Map<string, { hashes: string[]; events: FoundEvent[] }>()
  for (const { line, first, before, events } of ranges.sort((a, b) => a.first - b.first)) {
    const found = lines.get(line) ?? { hashes: [lineStart(line)], events: [] }
    lines.set(line, found)
    if (found.hashes[first - 1] !== before) throw new Error(`event ${first} of ${line} follows another one`)
    for (const bytes of events.slice(found.events.length - first + 1)) {
      found.hashes.push(sha256(Buffer.from(found.hashes.at(-1) ?? '', 'hex'), bytes))
      found.events.push(readEvent(bytes))
    }
  }
  return lines
}

export const rangeFiles = (home: string): readonly string[] =>
  readdirSync(join(home, 'ranges'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const journalRanges = (home: string) =>
  readdirSync(join(home, 'journal'))
    .sort()
    .flatMap((name) => {
      const front = new Front(readFileSync(join(home, 'journal', name)))
      const ranges: ReturnType<typeof readRange>[] = []
      while (!front.isAtEnd) {
        const mark = front.byte()
        const length = Buffer.from(front.take(4)).readUInt32BE()
        const again = Buffer.from(front.take(4).map((byte) => (~byte & 0xff) ^ mark)).readUInt32BE()
        if (length !== again) throw new Error('a length that is not said twice')
        ranges.push(readRange(front.take(length)))
      }
      return ranges
    })

export const isSigned = (fileId: string, key: string, { line, signed }: FoundHead): boolean => {
  if (!signed) return false
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'hex')])
  const text = (words: string) => Buffer.concat([Buffer.of(words.length), Buffer.from(words)])
  const message = Buffer.concat([
    text('shakedown head'),
    text(fileId),
    Buffer.from(line, 'hex'),
    countBytes(signed.seq),
    Buffer.from(signed.hash, 'hex'),
  ])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return verify(null, message, publicKey, Buffer.from(signed.signature, 'hex'))
}
