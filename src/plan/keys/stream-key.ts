import { type FrozenKey, keysOfFamily } from './frozen-key.ts'

export type StreamKey = FrozenKey<'stream'>

export const streamKeysOf = keysOfFamily<'stream'>()

/** The streams that faults are drawn from. A new fault draws from `faults`. */
export const faultStreamKeys = streamKeysOf({ faults: 'faults', machineFaults: 'mishaps' })
