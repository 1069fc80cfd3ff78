/** A defect of ours, which only a bug can cause. Ends the run. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new InvariantError(claim)
}

/** Returns the value. Throws InvariantError if it is missing. */
export const must = <T>(value: T | null | undefined, claim: string): T => {
  if (value === null || value === undefined) throw new InvariantError(claim)
  return value
}
