import { type PeopleGroup, peopleSchema } from '../plan/people-spec.ts'
import { checked } from '../plan/scenario-error.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'

/**
 * A group of people with one job. `count` people bear names of their own; without it, it is one person who bears
 * the group's name.
 */
export const people = (
  id: string,
  options: { readonly role: string; readonly count?: number },
): PeopleGroup => {
  const what = `people "${id}"`
  refuseUnknownOptions(what, options, ['count', 'role'])
  return checked(peopleSchema, { kind: 'people', id, count: options.count ?? null, role: options.role }, what)
}
