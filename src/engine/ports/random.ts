import type { DrawCause } from './draw-cause.ts'

export interface Random {
  /** In [0, 1). `cause` names the decision. A simulated world draws the same number for the same cause. */
  unit(cause: DrawCause): number
  bytes(count: number, cause: DrawCause): Uint8Array
}
