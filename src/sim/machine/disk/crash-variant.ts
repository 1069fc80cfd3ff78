import type { StreamKey } from '../../../plan/keys/stream-key.ts'
import { createRandomness, streamKeys } from '../../kernel/index.ts'

/** Sectors are written whole or not at all. Unwritten sectors of a grown file read as zeros. */
export const sectorBytes = 512

/** Fate of the `sizeBytes` unflushed bytes appended to a file. */
export type Tail =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  /** The file ends within them. */
  | { readonly kind: 'torn'; readonly keptBytes: number }
  /** The file keeps its length, with zeros from here on. */
  | { readonly kind: 'zeros'; readonly fromByte: number }
  /** The file keeps its length and later sectors, with zeros before them. */
  | { readonly kind: 'hole'; readonly toByte: number }

export interface CrashVariant {
  /** By file; a file not listed lost all unflushed bytes. */
  readonly tails: ReadonlyMap<string, Tail>
  /** Whether the change in progress took effect. */
  readonly isUnderWayDone: boolean
}

export interface Unflushed {
  readonly path: string
  readonly fromByte: number
  readonly sizeBytes: number
}

/** How many torn offsets are tried: all, or this many drawn ones. */
export type TornOffsets = 'every' | number

/** Up to this many sector boundaries are all tried; of more, this many are drawn. */
const boundariesMax = 12

/**
 * A file's tail may be kept, lost or all zeros. It may be cut, zeroed after, or zeroed before a sector
 * boundary, or torn within a sector. Draws torn offsets by cause.
 */
export const tailsOf = (unflushed: Unflushed, torn: TornOffsets): readonly Tail[] => {
  const { sizeBytes } = unflushed
  const all = sectorBoundaries(unflushed)
  const boundaries =
    all.length <= boundariesMax ? all : drawn(all, boundariesMax, streamKeys.sectors, unflushed)
  return [
    { kind: 'all' },
    { kind: 'none' },
    ...tornOffsets(unflushed, torn).map((keptBytes): Tail => ({ kind: 'torn', keptBytes })),
    ...[0, ...boundaries].map((fromByte): Tail => ({ kind: 'zeros', fromByte })),
    ...boundaries.filter((toByte) => toByte < sizeBytes).map((toByte): Tail => ({ kind: 'hole', toByte })),
  ]
}

const sectorBoundaries = ({ fromByte, sizeBytes }: Unflushed): readonly number[] => {
  const boundaries: number[] = []
  for (let at = sectorBytes - (fromByte % sectorBytes); at < sizeBytes; at += sectorBytes) boundaries.push(at)
  return boundaries
}

const tornOffsets = (unflushed: Unflushed, torn: TornOffsets): readonly number[] => {
  const all = Array.from({ length: Math.max(0, unflushed.sizeBytes - 1) }, (_, index) => index + 1)
  return torn === 'every' || torn >= all.length ? all : drawn(all, torn, streamKeys.torn, unflushed)
}

const drawn = (
  from: readonly number[],
  count: number,
  of: StreamKey,
  cause: Unflushed,
): readonly number[] => {
  const chosen = new Set<number>()
  const stream = createRandomness(1).stream(of)
  for (let attempt = 0; chosen.size < count; attempt += 1) {
    chosen.add(stream.pick(from, cause.path, cause.fromByte, cause.sizeBytes, attempt))
  }
  return [...chosen].sort((a, b) => a - b)
}

export const leftOf = (bytes: Uint8Array, tail: Tail): Uint8Array => {
  if (tail.kind === 'all') return bytes
  if (tail.kind === 'none') return bytes.subarray(0, 0)
  if (tail.kind === 'torn') return bytes.subarray(0, tail.keptBytes)
  const left = bytes.slice()
  if (tail.kind === 'zeros') left.fill(0, tail.fromByte)
  else left.fill(0, 0, tail.toByte)
  return left
}
