import { CodecError } from '../../binary/index.ts'
import {
  decodeVersionVector,
  decodeColdVersions,
  type ReadVersions,
  type ColdVersions,
  coldVersionsName,
} from '../../log/index.ts'
import type { Digest, Disk } from '../../ports/index.ts'
import { coldVersionsPath } from './layout.ts'

/** Reads a version vector file and the cold part it refers to. Throws CodecError and DiskTrouble. */
export const versionsOnDisk = (bytes: Uint8Array, disk: Disk, digest: Digest): ReadVersions =>
  decodeVersionVector(bytes, digest, { cold: coldVersionsUnder(bytes, disk, digest) })

const coldVersionsUnder = (bytes: Uint8Array, disk: Disk, digest: Digest): ColdVersions | null => {
  const name = coldVersionsName(bytes)
  if (name === null) return null
  const cold = disk.read(coldVersionsPath(name))
  if (!cold)
    throw new CodecError(`Cannot read a version vector: they go on from ${name}, and that is not here`)
  return decodeColdVersions(cold, name, digest)
}
