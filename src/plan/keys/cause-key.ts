import { type DataText, type FrozenKey, keysOfFamily } from './frozen-key.ts'

/** The part of a draw's cause that names its purpose. */
export type CauseKey = FrozenKey<'cause'>

export const causeKeysOf = keysOfFamily<'cause'>()

/** A value that identifies a draw: ids, attempt numbers, indexes, keys. The same cause always draws the same number. */
export type Cause = readonly (string | number)[]

/** A cause as a caller states it: each text is a frozen key or data. */
export type StatedCause<Parts extends Cause> = { [Index in keyof Parts]: StatedPart<Parts[Index]> }

type StatedPart<Part> = Part extends number | CauseKey ? Part : Part extends string ? DataText<Part> : never
