import type { CopyPart, Part } from './definitions/part/index.ts'
import { memberIds } from './keys/work-ids.ts'
import type { PeopleGroup } from './people-spec.ts'
import type { PlannedPerson } from './planned-person.ts'

/** The role of people whom a machine declares. */
export const usualRole = 'staff'

interface Declaring {
  readonly people: readonly PeopleGroup[]
  readonly parts: readonly Part[]
  readonly copies: readonly CopyPart[]
}

/** Returns every group of a scenario, including those declared by a machine with a copy. */
export const peopleGroupsOf = ({ people, parts, copies }: Declaring): readonly PeopleGroup[] => {
  const declared = new Set(people.map(({ id }) => id))
  const workedAt = new Set(copies.map(({ on }) => on))
  const implied = parts.flatMap((part): PeopleGroup[] => {
    if (!workedAt.has(part.id)) return []
    if (part.kind === 'laptops' && part.count !== null) return [groupOf(part, part.count)]
    if (part.kind === 'workstation' && !declared.has(part.user))
      return [{ kind: 'people', id: part.user, count: null, role: usualRole }]
    return []
  })
  return [...people, ...implied]
}

/** The people of a declared group, or `count` people whom a machine declares. */
export const peopleSeated = (
  { people }: Pick<Declaring, 'people'>,
  seats: string,
  count: number | null,
): readonly PlannedPerson[] => {
  const group = people.find(({ id }) => id === seats)
  if (group) return membersOf(group)
  return count === null ? [] : membersOf(groupOf({ seats }, count))
}

const groupOf = ({ seats }: { readonly seats: string }, count: number): PeopleGroup => ({
  kind: 'people',
  id: seats,
  count,
  role: usualRole,
})

/** The people of a group. Nobody's name depends on another group, or on the number of people in their own. */
export const membersOf = ({ id: group, count, role }: PeopleGroup): readonly PlannedPerson[] =>
  count === null
    ? [{ name: group, group, role }]
    : Array.from({ length: count }, (_, index) => ({ name: nameOf(group, index), group, role }))

const firstNames =
  'ann bob cora dan eva finn gwen hugo iris jack kate liam mia noah olga paul quinn rosa sam tina uma vic wendy xander yara zoe'.split(
    ' ',
  )

const nameOf = (group: string, index: number): string => {
  const first = firstNames[index % firstNames.length] ?? 'ann'
  const round = Math.floor(index / firstNames.length)
  return memberIds.person(round === 0 ? first : memberIds.laterPerson(first, round + 1), group)
}
