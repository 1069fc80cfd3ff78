import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')

/** A person who works in a client file. */
export const personSchema = z.strictObject({
  name: id.describe('The name of the person.'),
  group: id.describe('The people who were declared together.'),
  role: id.describe('The job of the person, which decides their work.'),
})

export type PlannedPerson = z.infer<typeof personSchema>
