import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import { HashChain } from '../../event/index.ts'
import { parseBlockName, type ReadBlock, type WantedBlock } from '../../log/index.ts'
import { type Disk, DiskTrouble } from '../../ports/index.ts'
import { logFolder, rangePath } from './layout.ts'

/**
 * Reads unloaded events from `ranges`. They must lead from one given hash to the other. Throws DiskTrouble if they
 * are missing or damaged, since the copy was opened without checking them.
 */
export const blockReader = (disk: Disk, ports: RangePorts): ReadBlock => {
  const chain = new HashChain(ports.digest)
  return (wanted) => {
    const path = rangePath(wanted.log, wanted, wanted.lastHash)
    const whole = readRange(disk, ports, path)
    const events =
      (whole && joined([whole], wanted, chain)) ?? joined(near(disk, ports, wanted), wanted, chain)
    if (events) return events
    throw new DiskTrouble('broken', logFolder(wanted.log), lostText(wanted))
  }
}

const lostText = ({ first, last }: WantedBlock): string =>
  `events ${first} to ${last} are damaged or not here any more; "file verify" says more, and "file repair" brings them back from another copy`

const near = (disk: Disk, ports: RangePorts, { log: logId, first, last }: WantedBlock): readonly Range[] =>
  disk.list(logFolder(logId)).flatMap((name) => {
    const block = parseBlockName(name)
    if (!block || block.last < first || block.first > last) return []
    return readRange(disk, ports, `${logFolder(logId)}/${name}`) ?? []
  })

const readRange = (disk: Disk, ports: RangePorts, path: string): Range | null => {
  const bytes = disk.read(path)
  if (!bytes) return null
  try {
    return decodeRange(bytes, ports)
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

/**
 * Selects the wanted events from overlapping ranges and other histories. Returns null if they do not lead to the end
 * hash.
 */
const joined = (
  ranges: readonly Range[],
  { log: logId, first, last, previousHash, lastHash }: WantedBlock,
  chain: HashChain,
): readonly Uint8Array[] | null => {
  const hashed = ranges
    .filter((range) => range.log === logId)
    .map((range) => ({ range, hashes: hashesOf(range, chain) }))
  const reach = (seq: number, hash: string): readonly Uint8Array[] | null => {
    if (seq === last) return hash === lastHash ? [] : null
    for (const { range, hashes } of hashed) {
      const skip = seq + 1 - range.first
      if (skip < 0 || skip >= range.events.length || hashes[skip] !== hash) continue
      const events = range.events.slice(skip, last - range.first + 1)
      const rest = reach(seq + events.length, hashes[skip + events.length] ?? '')
      if (rest) return [...events, ...rest]
    }
    return null
  }
  return reach(first - 1, previousHash)
}

/** The hash before the first event, then one for each event. */
const hashesOf = ({ previousHash, events }: Range, chain: HashChain): readonly string[] => {
  const hashes = [previousHash]
  let hash = previousHash
  for (const event of events) hashes.push((hash = chain.next(hash, event)))
  return hashes
}
