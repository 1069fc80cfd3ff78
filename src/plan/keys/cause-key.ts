import { type DataText, type FrozenKey, keysOfFamily } from './frozen-key.ts'

/** The part of a draw's cause that says what is drawn. */
export type CauseKey = FrozenKey<'cause'>

export const causeKeysOf = keysOfFamily<'cause'>()

/** What a draw decides: ids, numbers of attempts, indexes, keys. The same cause always draws the same number. */
export type Cause = readonly (string | number)[]

/** A cause as a caller states it: each text is a frozen key or data. */
export type StatedCause<Parts extends Cause> = { [Index in keyof Parts]: StatedPart<Parts[Index]> }

type StatedPart<Part> = Part extends number | CauseKey ? Part : Part extends string ? DataText<Part> : never
