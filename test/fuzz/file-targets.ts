import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { leaseNotes } from '../../src/cli/file/lease-notes.ts'
import { readLink } from '../../src/cli/file/link-settings.ts'
import { lastListed } from '../../src/cli/file/listed.ts'
import { CodecError } from '../../src/engine/binary/byte-reader.ts'
import { followList, listOf } from '../../src/engine/content/chunk-list.ts'
import { decodeFront, encodeFront } from '../../src/engine/content/pack.ts'
import { CheckoutNotes } from '../../src/engine/document/checkout-notes.ts'
import { guardFiles } from '../../src/engine/document/guarded-files.ts'
import { asLogId, parseDot } from '../../src/engine/identifier/log-id.ts'
import { parseBlockName } from '../../src/engine/log/block.ts'
import { parseSeen } from '../../src/engine/merge/seen.ts'
import { DiskTrouble } from '../../src/engine/ports/disk.ts'
import { OthersLeases } from '../../src/engine/replica/others-leases.ts'
import { parseAddress, parseRecordId } from '../../src/engine/replica/register-address.ts'
import { readLease } from '../../src/engine/replication/lease/lease-record.ts'
import { readPresence } from '../../src/engine/replication/presence/presence-record.ts'
import { parseNotes } from '../../src/engine/storage/folder/compaction-notes.ts'
import { readFormat, readIdentity } from '../../src/engine/storage/folder/copy-identity.ts'
import { listedPath, paths } from '../../src/engine/storage/folder/layout.ts'
import { parseRetentionNotes } from '../../src/engine/storage/folder/retention-notes.ts'
import { fileContinuityStore } from '../../src/real/machine/file-continuity-store.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { checksummed, json, logIds, ranges, text, utf8, type FuzzTarget } from './fuzz-target.ts'
import { oneFileDisk } from './one-file-disk.ts'

const chunks = ranges.map((_range, index) => ({ hash: 'ab'.repeat(32), sizeBytes: 2048 + index }))
const packs = [3, 70, 300].map((count) => {
  const all = Array.from({ length: count }, (_, index) => ({
    hash: realDigest.sha256Hex(Uint8Array.of(index, count & 0xff)),
    sizeBytes: 2048 + index,
  }))
  const { list, nodes } = listOf(all, realDigest)
  return encodeFront({ list, nodes, others: ['cd'.repeat(32)], chunks: chunks.slice(0, count) }, realDigest)
})

const packFronts: readonly FuzzTarget[] = [
  {
    name: 'pack and chunk list',
    samples: packs,
    sealed: checksummed,
    read: (bytes) => {
      const { list, nodes } = decodeFront(bytes, realDigest)
      followList(list, (hash) => nodes.get(hash) ?? null)
      return null
    },
  },
]

const identity = { line: logIds[0], copyName: 'laptop', user: 'ann', parent: logIds[1] }
const format = { format: 'shakedown.file', version: 1, minimumReader: 1, fileId: logIds[0], fileName: 'ACME' }
const card = {
  copyName: 'laptop',
  user: 'ann',
  sinceMs: 5,
  leftMs: null,
  from: 'desk',
  report: { unsent: 1, unapplied: 0, conflicts: 0, acknowledged: { [String(logIds[0])]: 7 } },
}
const link = { address: '//host/share', name: 'ACME', through: 'parent', levelMs: 12, theirSeqs: { a: 1 } }
const lease = {
  by: { line: logIds[0], copyName: 'laptop', user: 'ann' },
  sinceMs: 5,
  termMs: 600_000,
  isReleased: false,
}
const othersLease = {
  ...{ subject: 'whole-file', user: 'ann', copyName: 'laptop', sinceMs: 1, learnedMs: 2, untilMs: 9 },
}
const [hashA, hashB] = ['ab'.repeat(32), 'cd'.repeat(32)]
const retention = { checkedMs: 5, since: { [hashA]: 3 }, aside: { [hashB]: 4 }, dropped: { [hashA]: 5 } }
const compaction = {
  checkedMs: 5,
  lines: { [String(logIds[0])]: { seq: 9, sinceMs: 3, cleanSeq: 4 } },
  unfinished: { [`${hashA}.saved`]: { sizeBytes: 9, sinceMs: 3 } },
}

/** No name that was noted may lead elsewhere. */
const refusingOutside = {
  setReadOnly: (path: string): void => {
    if (path.startsWith('/') || path.split('/').includes('..')) throw new RangeError(`${path} leads out`)
  },
}
const dots = logIds.map((logId) => `${logId}.7`)

const smallFiles: readonly FuzzTarget[] = [
  reading('format', [json(format)], (bytes) => readFormat(bytes)),
  reading('copy', [json(identity)], (bytes) => readIdentity(formattedDisk(bytes))),
  reading('visitor’s card', [json(card)], (bytes) =>
    readPresence(oneFileDisk(`${paths.visitorsFolder}/${logIds[0]}`, bytes)),
  ),
  reading('link', [json(link)], (bytes) => readLink(oneFileDisk(paths.linkSettings, bytes))),
  reading('listed conflicts', [json({ listed: { 'tb/1.amount': dots } })], (bytes) =>
    lastListed(oneFileDisk(listedPath('ann'), bytes), 'ann', 'tb/1.amount'),
  ),
  reading(
    'notes of what was laid',
    [utf8(`${JSON.stringify(['~', dots[0], 'memo.txt', 'ab', ...dots])}\n["a","b","c"]\n`)],
    (bytes) => new CheckoutNotes(oneFileDisk(paths.working, bytes)).documents(),
  ),
  reading('lease', [json(lease)], (bytes) => readLease(bytes)),
  reading('lease notes', [json({ 'memo.txt': 12, other: 7 })], (bytes) =>
    leaseNotes(oneFileDisk(paths.leaseNotes, bytes)),
  ),
  reading('leases of others', [json({ leases: [othersLease] })], (bytes) =>
    new OthersLeases(oneFileDisk(paths.othersLeases, bytes), { nowMs: () => 5, after: () => () => {} }).all(),
  ),
  reading('files made read-only', [json({ names: ['memo.txt', 'papers/letter.txt'] })], (bytes) =>
    guardFiles({ ...oneFileDisk(paths.readOnly, bytes), writeWhole: () => {} }, refusingOutside, []),
  ),
  reading('notes on replaced versions', [json(retention)], (bytes) => parseRetentionNotes(bytes)),
  reading('notes on compaction', [json(compaction)], (bytes) => parseNotes(bytes)),
  reading('continuity token', [json({ seq: 7, hash: 'ab'.repeat(32), place: '/a' })], readToken),
  reading('seen token', [utf8(dots.join('+')), utf8('nothing')], (bytes) => parseSeen(text(bytes))),
  reading(
    'names and addresses',
    [utf8('1-256.0123456789abcdef'), utf8('tb/1010.amount'), utf8(dots[0] ?? '')],
    (bytes) => [parseBlockName, parseDot, parseAddress, parseRecordId].map((parse) => parse(text(bytes))),
  ),
]

const tokens = mkdtempSync(join(tmpdir(), 'shakedown-fuzz-'))
mkdirSync(join(tokens, 'lines'))
process.on('exit', () => rmSync(tokens, { recursive: true, force: true }))

// What is damaged there is said as trouble with the disk: a person has to decide about it.
function readToken(bytes: Uint8Array): void {
  const line = asLogId('00000000000000cc')
  writeFileSync(join(tokens, 'lines', line), bytes)
  try {
    fileContinuityStore('/a', tokens).read(line)
  } catch (trouble) {
    if (!(trouble instanceof DiskTrouble)) throw trouble
    throw new CodecError(trouble.message)
  }
}

function reading(
  name: string,
  samples: readonly Uint8Array[],
  read: (bytes: Uint8Array) => unknown,
): FuzzTarget {
  return {
    name,
    samples,
    read: (bytes) => {
      read(bytes)
      return null
    },
  }
}

const formattedDisk = (copy: Uint8Array) => {
  const disk = oneFileDisk(paths.copy, copy)
  return { ...disk, read: (path: string) => (path === paths.format ? json(format) : disk.read(path)) }
}

/** What lies in a copy's folder beside its history, and what people type. */
export const fileTargets: readonly FuzzTarget[] = [...packFronts, ...smallFiles]
