/** A defect of ours: something that only a bug can cause. It ends the run. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new InvariantError(claim)
}

/** The value, or the end of the run when there is none. */
export const must = <T>(value: T | null | undefined, claim: string): T => {
  if (value === null || value === undefined) throw new InvariantError(claim)
  return value
}
