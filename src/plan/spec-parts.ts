import { z } from 'zod'

/** What an author calls a part or a copy. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes, beginning with a letter')

export const durationUs = z.number().int().nonnegative()
