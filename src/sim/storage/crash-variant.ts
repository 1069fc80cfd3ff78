import { createRandomness } from '../kernel/randomness.ts'

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
export type TornPlaces = 'every' | number

/**
 * What may become of one file's tail. All of it, none, a file of zeros, and a cut at each boundary of sectors are listed;
 * of the places within a sector, as many as asked for, drawn by the cause.
 */
export const tailsOf = (unflushed: Unflushed, torn: TornPlaces): readonly Tail[] => {
  const { sizeBytes } = unflushed
  const boundaries = sectorBoundaries(unflushed)
  return [
    { kind: 'all' },
    { kind: 'none' },
    ...tornPlaces(unflushed, torn).map((keptBytes): Tail => ({ kind: 'torn', keptBytes })),
    ...[0, ...boundaries].map((fromByte): Tail => ({ kind: 'zeros', fromByte })),
    ...boundaries.filter((toByte) => toByte < sizeBytes).map((toByte): Tail => ({ kind: 'hole', toByte })),
  ]
}

const sectorBoundaries = ({ fromByte, sizeBytes }: Unflushed): readonly number[] => {
  const boundaries: number[] = []
  for (let at = sectorBytes - (fromByte % sectorBytes); at < sizeBytes; at += sectorBytes) boundaries.push(at)
  return boundaries
}

const tornPlaces = ({ path, fromByte, sizeBytes }: Unflushed, torn: TornPlaces): readonly number[] => {
  const all = sizeBytes - 1
  if (torn === 'every' || torn >= all)
    return Array.from({ length: Math.max(0, all) }, (_, index) => index + 1)
  const places = new Set<number>()
  const stream = createRandomness(1).stream('torn')
  for (let attempt = 0; places.size < torn; attempt += 1) {
    places.add(stream.between(1, all, path, fromByte, sizeBytes, attempt))
  }
  return [...places].sort((a, b) => a - b)
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
