import { z } from 'zod'

/** A register by name, known before the run. */
export const registerSchema = z.strictObject({
  table: z.string(),
  key: z.string(),
  field: z.string(),
})

/**
 * A register, or a field of a record that an earlier item creates. The item is skipped until that record is
 * visible.
 */
export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('register'), ...registerSchema.shape }),
  z.strictObject({ kind: z.literal('made-by'), item: z.string(), field: z.string() }),
])

/**
 * One of the documents that the person sees and whose name begins with `among`. Chosen by rendezvous over
 * `key`, so removing a plan item changes no other choice.
 */
export const documentChoiceSchema = z.strictObject({ key: z.string(), among: z.string() })

export const valueSchema = z.number().int()
export const thinkUs = z.number().int().nonnegative()
export const sizeBytes = z.number().int().positive()
