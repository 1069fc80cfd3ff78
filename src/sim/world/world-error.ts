/**
 * A world could not be built from its plan, or could not continue. Either we have a defect, or the plan was written
 * by hand.
 */
export class WorldError extends Error {
  override readonly name = 'WorldError'
}
