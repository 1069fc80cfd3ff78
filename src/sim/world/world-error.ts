/** A world could not be made from its plan, or go on: a defect of ours, or of a plan written by hand. */
export class WorldError extends Error {
  override readonly name = 'WorldError'
}
