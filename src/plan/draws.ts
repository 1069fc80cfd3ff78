import type { Cause, StatedCause } from './keys/cause-key.ts'

/** Random draws of one purpose. Each draw is keyed by its cause, not by its order, so removing one shifts no other. */
export interface Draws {
  /** Returns a number in [0, 1) with 53 bits. */
  unit<Parts extends Cause>(...cause: StatedCause<Parts>): number
  /** Returns an integer in [from, to], both included. */
  between<Parts extends Cause>(from: number, to: number, ...cause: StatedCause<Parts>): number
  pick<T, Parts extends Cause>(from: readonly T[], ...cause: StatedCause<Parts>): T
  chance<Parts extends Cause>(probability: number, ...cause: StatedCause<Parts>): boolean
}
