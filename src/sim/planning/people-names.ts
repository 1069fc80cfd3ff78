import { parts } from '../../plan/definitions/part/index.ts'
import { memberIds } from '../../plan/keys/work-ids.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'

const firstNames =
  'ann bob cora dan eva finn gwen hugo iris jack kate liam mia noah olga paul quinn rosa sam tina uma vic wendy xander yara zoe'.split(
    ' ',
  )

/** Names the people of a scenario's groups. Each call takes so many unused names. */
export const peopleNames = (spec: ScenarioSpec): ((count: number) => readonly string[]) => {
  const taken = new Set<string>(namesGiven(spec))
  return (count) => freeNames(count, taken)
}

/** A person's name on the n-th laptop of a group. Later ones carry a number. */
const nameOf = (index: number): string => {
  const name = firstNames[index % firstNames.length] ?? 'ann'
  const round = Math.floor(index / firstNames.length)
  return round === 0 ? name : memberIds.laterPerson(name, round + 1)
}

const freeNames = (count: number, taken: Set<string>): string[] => {
  const names: string[] = []
  for (let index = 0; names.length < count; index += 1) {
    const name = nameOf(index)
    if (taken.has(name) || taken.has(memberIds.laptop(name))) continue
    taken.add(name)
    names.push(name)
  }
  return names
}

/** The author's own names, which no laptop or its user may reuse. */
const namesGiven = (spec: ScenarioSpec): string[] => [
  ...spec.parts.map(({ id }) => id),
  ...parts.workstation.among(spec.parts).map(({ user }) => user),
  ...spec.copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [copy.id])),
]
