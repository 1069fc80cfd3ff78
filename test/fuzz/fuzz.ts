import fc from 'fast-check'

import { CodecError } from '../../src/engine/binary/byte-reader.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { mutated, mutations } from './mutations.ts'

/** What came of feeding a decoder. */
export interface Fuzzed {
  readonly name: string
  readonly runs: number
  readonly refused: number
  readonly read: number
  readonly slowestMs: number
  /** What went wrong, with the bytes and the seed that show it; null where nothing did. */
  readonly failure: string | null
}

/** Feeds a decoder mutated objects: every one of them must be read, in its one spelling, or refused as a CodecError. */
export const fuzz = (target: FuzzTarget, runs: number, seed: number): Fuzzed => {
  const count = { refused: 0, read: 0, slowestMs: 0 }
  const details = fc.check(
    fc.property(fc.nat(), mutations, fc.boolean(), (pick, changes, isSealed) => {
      const sample = target.samples[pick % target.samples.length] ?? new Uint8Array(0)
      const bytes = mutated(sample, changes)
      const startMs = performance.now()
      const outcome = outcomeOf(target, isSealed && target.sealed ? target.sealed(bytes) : bytes)
      count.slowestMs = Math.max(count.slowestMs, performance.now() - startMs)
      count[outcome] += 1
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
  const failure = details.failed
    ? `seed ${seed}: ${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}`
    : null
  return { name: target.name, runs: details.numRuns, ...count, failure }
}

const outcomeOf = (target: FuzzTarget, bytes: Uint8Array): 'read' | 'refused' => {
  try {
    const again = target.read(bytes)
    if (again && Buffer.compare(again, bytes) !== 0)
      throw new Error(`${hex(bytes)} was read, and is spelt ${hex(again)}`)
    return 'read'
  } catch (error) {
    if (error instanceof CodecError) return 'refused'
    throw new Error(`${target.name} ${hex(bytes)}: ${String(error)}`, { cause: error })
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').slice(0, 2000)
