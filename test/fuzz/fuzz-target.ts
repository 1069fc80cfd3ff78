import fc from 'fast-check'

import { ByteWriter } from '../../src/engine/binary/byte-writer.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { drawnLine, drawnRange } from '../properties/drawn.ts'

/** Something that reads bytes which may be anybody's. */
export interface FuzzTarget {
  readonly name: string
  /** Real objects, to be mutated. */
  readonly samples: readonly Uint8Array[]
  /** Makes the checksum of mutated bytes right, as somebody would who means harm. */
  readonly sealed?: (bytes: Uint8Array) => Uint8Array
  /** Reads, and may throw CodecError. Where there is one spelling, returns what the reading is spelt as. */
  readonly read: (bytes: Uint8Array) => Uint8Array | null
}

const seed = 1
export const drawn = <T>(from: fc.Arbitrary<T>, count = 60): readonly T[] =>
  fc.sample(from, { seed, numRuns: count })

export const written = (write: (writer: ByteWriter) => void): Uint8Array => {
  const writer = new ByteWriter()
  write(writer)
  return writer.take()
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
export const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content)
/** Without a check of its own: a mutated one is then read further than that. */
export const json = (content: unknown): Uint8Array => utf8(JSON.stringify(content))

export const ranges = drawn(drawnRange)
export const logIds = drawn(drawnLine, 4)

/** The same bytes with the checksum at their end made right. */
export const checksummed = (bytes: Uint8Array): Uint8Array => {
  const covered = bytes.subarray(0, Math.max(0, bytes.length - 32))
  return new Uint8Array(Buffer.concat([covered, Buffer.from(realDigest.sha256Hex(covered), 'hex')]))
}
