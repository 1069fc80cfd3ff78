import { ByteReader } from '../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../src/engine/binary/byte-writer.ts'
import { textValue } from '../../src/engine/event/value.ts'
import { readWhole } from '../../src/engine/repair/examine-snapshots.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { decodeSnapshot } from '../../src/engine/storage/snapshot/snapshot-codec.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { deed, writes } from '../engine/real-copy.ts'
import { Machine } from '../engine/storage/snapshot/machine.ts'
import { LightCopy } from '../properties/light-copy.ts'
import { checksummed, type FuzzTarget } from './fuzz-target.ts'

const ports = { digest: realDigest, compression: realCompression }

/** A copy with so many edits, a conflict, documents, a set and a split line, as its snapshot says it. */
const snapshotOf = async (edits: number): Promise<Uint8Array> => {
  const machine = new Machine()
  const copy = await machine.create()
  for (let edit = 0; edit < edits; edit += 1) await writes(copy, String(edit % 5), edit)
  const other = new LightCopy(0)
  other.write('1', -1, false)
  const clone = other.cloned()
  other.write('1', -2, false)
  clone.write('1', -3, false)
  await copy.ingest([...other.ranges(), ...clone.ranges()], 'journal')
  await copy.createDocument('memo.txt', Uint8Array.of(1), deed)
  const tags = { table: 'tb', key: '1', field: 'tags' }
  await copy.records.collections.add(tags, textValue('cash'), deed)
  await machine.snapshots(copy)
  const [name = ''] = machine.disk.list(paths.snapshotsFolder)
  return machine.disk.read(`${paths.snapshotsFolder}/${name}`) ?? new Uint8Array(0)
}

/** The same snapshot with its body as it is, so that what is mutated is more than a compressed stream. */
const plain = (bytes: Uint8Array): Uint8Array => {
  const reader = new ByteReader(bytes, 7, bytes.length - 32)
  const sizeBytes = reader.count()
  const body = realCompression.expand(reader.raw(reader.left), sizeBytes) ?? new Uint8Array(0)
  const writer = new ByteWriter().raw(bytes.subarray(0, 6)).byte(0).count(body.length).raw(body)
  return checksummed(writer.raw(new Uint8Array(32)).take())
}

const samples = await Promise.all([3, 30, 300].map(snapshotOf))

const read = (bytes: Uint8Array): null => {
  readWhole(decodeSnapshot(bytes, ports))
  return null
}

/** What a copy has folded, which anybody may have written who can write to its folder. */
export const snapshotTargets: readonly FuzzTarget[] = [
  { name: 'snapshot', samples, sealed: checksummed, read },
  { name: 'snapshot, expanded', samples: samples.map(plain), sealed: checksummed, read },
]
