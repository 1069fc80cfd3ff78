import { createRandomness, type StreamKey, streamKeys } from '../../kernel/index.ts'

/** Sectors are written whole or not at all; what was not written of a file that grew reads as zeros. */
export const sectorBytes = 512

/** What became of the bytes that were appended to a file and not flushed, of which there were `sizeBytes`. */
export type Tail =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  /** The file ends in the middle of them. */
  | { readonly kind: 'torn'; readonly keptBytes: number }
  /** The file has its length, and from here on nothing in it. */
  | { readonly kind: 'zeros'; readonly fromByte: number }
  /** The file has its length and its later sectors, and nothing before them. */
  | { readonly kind: 'hole'; readonly toByte: number }

/** What is found after a power cut: of the many things that it may leave, one. */
export interface CrashVariant {
  /** By file; a file that is not named lost all that was not flushed. */
  readonly tails: ReadonlyMap<string, Tail>
  /** Whether the change that was under way is there. */
  readonly isUnderWayDone: boolean
}

/** Bytes at the end of a file that were not flushed, from `fromByte` of the file on. */
export interface Unflushed {
  readonly path: string
  readonly fromByte: number
  readonly sizeBytes: number
}

/** How many of the places where a record may be torn are tried: all of them, or so many drawn ones. */
export type TornOffsets = 'every' | number

/** Cuts at so many boundaries of sectors are all tried; of more, so many are drawn. */
const boundariesMax = 12

/**
 * What may become of one file's tail: all of it, none, a file of zeros, one that ends or has nothing before or after a
 * boundary of sectors, and one that is torn within a sector, in as many places as asked for, drawn by the cause.
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

/** The bytes that are left of a tail. */
export const leftOf = (bytes: Uint8Array, tail: Tail): Uint8Array => {
  if (tail.kind === 'all') return bytes
  if (tail.kind === 'none') return bytes.subarray(0, 0)
  if (tail.kind === 'torn') return bytes.subarray(0, tail.keptBytes)
  const left = bytes.slice()
  if (tail.kind === 'zeros') left.fill(0, tail.fromByte)
  else left.fill(0, 0, tail.toByte)
  return left
}
