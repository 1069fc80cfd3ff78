import { z } from 'zod'

import { name } from './spec-parts.ts'

export const groupSizeMax = 400

/** People with one job. Without a count, it is one person who bears the group's name. */
export const peopleSchema = z.strictObject({
  kind: z.literal('people'),
  id: name,
  count: z.number().int().min(1).max(groupSizeMax).nullable(),
  role: name,
})

export type PeopleGroup = z.infer<typeof peopleSchema>
