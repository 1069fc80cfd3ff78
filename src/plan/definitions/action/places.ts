import { z } from 'zod'

/** A register by name: all the world agrees on it before the run. */
export const registerSchema = z.strictObject({
  table: z.string(),
  key: z.string(),
  field: z.string(),
})

/** A register, or a field of a record that an earlier item creates. The item is skipped while that is not visible. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('register'), ...registerSchema.shape }),
  z.strictObject({ kind: z.literal('made-by'), item: z.string(), field: z.string() }),
])

/**
 * One document among those that the person sees at that moment and whose name begins with `among`. Rendezvous over `key`
 * chooses it, so an item taken out of the plan changes no other choice.
 */
export const documentChoiceSchema = z.strictObject({ key: z.string(), among: z.string() })

export const valueSchema = z.number().int()
export const thinkUs = z.number().int().nonnegative()
export const sizeBytes = z.number().int().positive()
