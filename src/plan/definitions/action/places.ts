import { z } from 'zod'

/** Names a register that exists before the run. */
export const registerSchema = z.strictObject({
  table: z.string().describe('The table of the record.'),
  key: z.string().describe('The key of the record.'),
  field: z.string().describe('The field of the record.'),
})

export const placeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('own'),
      table: registerSchema.shape.table,
      field: registerSchema.shape.field,
    }),
    z.strictObject({ kind: z.literal('register'), ...registerSchema.shape }),
    z.strictObject({
      kind: z.literal('made-by'),
      item: z.string().describe('The id of the item that creates the record.'),
      field: registerSchema.shape.field,
    }),
  ])
  .describe(
    'A register, a field of one of the person’s own records, or a field of a record that an earlier item creates. The run picks an own record by rendezvous over names. An item is skipped until a created record is visible.',
  )

// Chosen by rendezvous over `key`, so removing a plan item changes no other choice.
export const documentChoiceSchema = z
  .strictObject({
    key: z.string().describe('The key that decides the choice.'),
    among: z.string().describe('The beginning of the name of each candidate.'),
  })
  .describe('One of the documents that the person sees.')

export const valueSchema = z.number().int().describe('The value that is written.')
export const thinkUs = z
  .number()
  .int()
  .nonnegative()
  .describe('How long the person thinks between looking and writing.')
export const sizeBytes = z.number().int().positive().describe('The size of the document.')
