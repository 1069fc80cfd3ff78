import { peopleGroupsOf, membersOf } from './declared-people.ts'
import { memberIds } from './keys/work-ids.ts'
import { mustName } from './must-name.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'
import { workOf } from './work-of-role.ts'

/** Checks that each group is seated once, with a copy to work in, and has work to do. Throws ScenarioError. */
export const checkPeople = (spec: ScenarioSpec): void => {
  const seats = seatsOf(spec)
  const declared = spec.people.map(({ id }) => id)
  refuseTwins([...declared, ...declaredByParts(spec)])
  for (const { at, group, counts } of seats) if (!counts) mustBeDeclared(at, group, declared)
  for (const id of declared) checkSeat(id, spec, seats)
  for (const { role } of peopleGroupsOf(spec)) workOf(spec, role)
  checkRoles(spec)
  checkNames(spec)
}

/** A part that seats a group of its own name was meant to declare people. */
const mustBeDeclared = (at: string, group: string, declared: readonly string[]): void => {
  if (at === group && !declared.includes(group))
    throw new ScenarioError(
      `laptops "${at}": write how many people it is for, as { count: 8 }, or declare them: people('${at}', { count: 8, role: 'auditor' })`,
    )
  mustName(group, declared, `laptops "${at}" seats`, 'group of people')
}

interface Seat {
  readonly at: string
  readonly group: string
  /** Whether the machine declares its people itself. */
  readonly counts: boolean
}

const seatsOf = ({ parts }: ScenarioSpec): readonly Seat[] =>
  parts.flatMap((part): Seat[] => {
    if (part.kind === 'laptops') return [{ at: part.id, group: part.seats, counts: part.count !== null }]
    return part.kind === 'workstation' ? [{ at: part.id, group: part.user, counts: true }] : []
  })

const declaredByParts = ({ parts }: ScenarioSpec): readonly string[] =>
  parts.flatMap((part) => (part.kind === 'laptops' && part.count !== null ? [part.seats] : []))

const refuseTwins = (groups: readonly string[]): void => {
  const twin = groups.find((group, index) => groups.indexOf(group) !== index)
  if (twin === undefined) return
  throw new ScenarioError(
    `people "${twin}" are declared twice; leave out the count of laptops that seat a declared group: laptops('field', { seats: '${twin}' })`,
  )
}

const checkSeat = (group: string, { people, copies }: ScenarioSpec, seats: readonly Seat[]): void => {
  const [seat, second] = seats.filter((each) => each.group === group)
  if (!seat)
    throw new ScenarioError(
      `people "${group}" have no machine; seat them with laptops('field', { seats: '${group}' }), or one person with a workstation`,
    )
  if (second)
    throw new ScenarioError(
      `people "${group}" are seated at "${seat.at}" and at "${second.at}"; nobody works at two machines`,
    )
  const isOne = people.some(({ id, count }) => id === group && count === null)
  if (seat.counts && !isOne)
    throw new ScenarioError(
      `workstation "${seat.at}" has one user, and "${group}" are several people; leave out their count`,
    )
  if (!copies.some(({ on }) => on === seat.at))
    throw new ScenarioError(`people "${group}" are seated at "${seat.at}", where no copy lies to work in`)
}

const checkRoles = (spec: ScenarioSpec): void => {
  const roles = peopleGroupsOf(spec).map(({ role }) => role)
  for (const { role } of spec.work)
    if (role !== null) mustName(role, roles, 'staffAtWork is for the role', 'role')
  const twin = spec.work.find(
    (work, index) => spec.work.findIndex(({ role }) => role === work.role) !== index,
  )
  if (twin)
    throw new ScenarioError(
      `work states twice what ${twin.role === null ? 'everybody' : `the role "${twin.role}"`} does; state it once`,
    )
}

/** A person's name and laptop must not be called like another part or copy. */
const checkNames = (spec: ScenarioSpec): void => {
  const { parts, copies } = spec
  const given = new Set([
    ...parts.map(({ id }) => id),
    ...copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [copy.id])),
  ])
  const groups = peopleGroupsOf(spec).filter(({ count }) => count !== null)
  const names = groups.flatMap(membersOf).flatMap(({ name }) => [name, memberIds.laptop(name)])
  const clash = names.find((name, index) => given.has(name) || names.indexOf(name) !== index)
  if (clash !== undefined)
    throw new ScenarioError(`"${clash}" is the name of a person or their laptop; give the other another name`)
}
