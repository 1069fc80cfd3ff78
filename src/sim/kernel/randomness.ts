import seedrandom from 'seedrandom'

import type { Draws } from '../../plan/draws.ts'
import type { Cause, StatedCause } from '../../plan/keys/cause-key.ts'
import type { StreamKey } from '../../plan/keys/stream-key.ts'

/** Draws of one purpose, for plans and for the run itself. */
export interface Stream extends Draws {
  bytes<Parts extends Cause>(count: number, ...cause: StatedCause<Parts>): Uint8Array
}

export interface Randomness {
  stream(name: StreamKey): Stream
}

/** Keyed randomness of a run. Seedrandom derives one key a stream; an integer mix makes the draws. */
export const createRandomness = (seed: number): Randomness => {
  const streams = new Map<StreamKey, Stream>()
  return {
    stream: (name) => {
      const known = streams.get(name)
      if (known) return known
      const source = seedrandom(`${seed}/${name}`)
      const stream = createStream(source.int32(), source.int32())
      streams.set(name, stream)
      return stream
    },
  }
}

const createStream = (keyA: number, keyB: number): Stream => {
  const unit = (...cause: Cause): number => {
    const [a, b] = mixCause(keyA, keyB, cause)
    return ((a >>> 5) * 67_108_864 + (b >>> 6)) / 9_007_199_254_740_992
  }
  const between = (from: number, to: number, ...cause: Cause): number =>
    from + Math.floor(unit(...cause) * (to - from + 1))
  return {
    unit,
    between,
    chance: (probability: number, ...cause: Cause) => unit(...cause) < probability,
    pick: <T>(from: readonly T[], ...cause: Cause): T => {
      const chosen = from[between(0, from.length - 1, ...cause)]
      if (chosen === undefined) throw new RangeError('Cannot pick from an empty list')
      return chosen
    },
    bytes: (count: number, ...cause: Cause) => bytesOf(mixCause(keyA, keyB, cause), count),
  }
}

const bytesOf = ([a, b]: readonly [number, number], count: number): Uint8Array => {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at += 1) {
    const word = finish(a ^ Math.imul(at + 1, 0x9e3779b1)) ^ finish(b + at)
    bytes[at] = word & 0xff
  }
  return bytes
}

const mixCause = (keyA: number, keyB: number, cause: Cause): [number, number] => {
  let a = keyA
  let b = keyB
  for (const part of cause) {
    const text = typeof part === 'string' ? part : numberText(part)
    // Separates the parts, so that ('ab', 'c') and ('a', 'bc') are different causes.
    a = finish(Math.imul(a ^ text.length, 0x85ebca6b))
    for (let at = 0; at < text.length; at += 1) {
      const unitOfText = text.charCodeAt(at)
      a = Math.imul(a ^ unitOfText, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ unitOfText, 0x9e3779b1)
    }
  }
  const mixedA = finish(a ^ Math.imul(b, 0xc2b2ae35))
  return [mixedA, finish(b ^ Math.imul(mixedA, 0x27d4eb2f))]
}

const numberText = (value: number): string => `#${value}`

/** The finaliser of MurmurHash3: every input bit flips about half of the output bits. */
const finish = (word: number): number => {
  let mixed = word ^ (word >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
