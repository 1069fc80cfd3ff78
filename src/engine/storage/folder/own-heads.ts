import { CodecError } from '../../binary/index.ts'
import {
  decodeHeads,
  decodeResting,
  type ReadHeads,
  type RestingHeads,
  restingName,
} from '../../log/index.ts'
import type { Digest, Disk } from '../../ports/index.ts'
import { restingPath } from './layout.ts'

/** A heads file that lies on a disk, with what it goes on from there. Throws CodecError and DiskTrouble. */
export const headsOnDisk = (bytes: Uint8Array, disk: Disk, digest: Digest): ReadHeads =>
  decodeHeads(bytes, digest, { resting: restingUnder(bytes, disk, digest) })

const restingUnder = (bytes: Uint8Array, disk: Disk, digest: Digest): RestingHeads | null => {
  const name = restingName(bytes)
  if (name === null) return null
  const resting = disk.read(restingPath(name))
  if (!resting) throw new CodecError(`Cannot read heads: they go on from ${name}, and that is not here`)
  return decodeResting(resting, name, digest)
}
