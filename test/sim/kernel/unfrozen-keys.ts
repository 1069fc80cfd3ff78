import type { Cause } from '../../../src/plan/keys/cause-key.ts'
import { type StreamKey, streamKeysOf } from '../../../src/plan/keys/stream-key.ts'
import { type TraceKey, traceKeysOf } from '../../../src/sim/kernel/trace-keys.ts'

/** Keys of any words, for tests of the kernel itself. */
export const anyStreamKey = (word: string): StreamKey => streamKeysOf({ word }).word
export const anyTraceKey = (word: string): TraceKey => traceKeysOf({ word }).word
export const anyCause = (...parts: Cause): Cause => parts
