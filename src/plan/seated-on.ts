import { groupText, partText } from './carry-texts.ts'
import { peopleGroupsOf } from './declared-people.ts'
import type { CopyPart, Part } from './definitions/part/index.ts'
import type { PeopleGroup } from './people-spec.ts'
import type { ScenarioSpec, Work } from './scenario-spec.ts'
import { withoutMachines } from './without-machines.ts'

type Seat = Extract<Part, { readonly kind: 'laptops' | 'workstation' }>

export interface Seating {
  readonly people: readonly PeopleGroup[]
  readonly parts: readonly Part[]
  readonly copies: readonly CopyPart[]
  readonly work: readonly Work[]
  readonly leftOut: readonly string[]
  /** Whether no group of people found a machine. */
  readonly isEmpty: boolean
}

/** Seats the people of a day at the machines of another design: by name, then by role. */
export const seatedOn = (day: ScenarioSpec, design: ScenarioSpec): Seating => {
  const groups = peopleGroupsOf(day)
  const designed = peopleGroupsOf(design)
  const workedAt = new Set(design.copies.map(({ on }) => on))
  const seats = design.parts.filter(
    (part): part is Seat => (part.kind === 'laptops' || part.kind === 'workstation') && workedAt.has(part.id),
  )
  const seated = seatEach(groups, seats, designed)
  const empty = seats.filter(({ id }) => !seated.has(id))
  const hosts = empty.filter((seat) => isNeeded(seat, design))
  const gone = new Set(empty.filter((seat) => !hosts.includes(seat)).map(({ id }) => id))
  const theirs = new Set(seated.values())
  const role = freeRole(day)
  return {
    people: [...groups.filter((group) => theirs.has(group)), ...hostsAt(hosts, designed, role)],
    parts: design.parts.flatMap((part) => withoutMachines(gone, withGroup(part, seated.get(part.id))) ?? []),
    copies: design.copies.filter(({ on }) => !gone.has(on)),
    work: hosts.length === 0 ? [] : idle(day, role),
    isEmpty: seated.size === 0,
    leftOut: [
      ...groups.flatMap((group) =>
        theirs.has(group)
          ? []
          : [
              `${groupText(group)} ${group.count === null ? 'has' : 'have'} no machine in ${design.name}: no work of theirs is done`,
            ],
      ),
      ...[...gone].map((id) => `nobody sits at "${id}": its machines and copies are left out`),
      ...hosts.map(
        (seat) => `${partText(seat)} keeps its own user, who opens the copy there and does no work`,
      ),
    ],
  }
}

const groupAt = (seat: Seat): string => (seat.kind === 'laptops' ? seat.seats : seat.user)

const fits = (seat: Seat, { count }: PeopleGroup): boolean => seat.kind === 'laptops' || count === null

const seatEach = (
  groups: readonly PeopleGroup[],
  seats: readonly Seat[],
  designed: readonly PeopleGroup[],
): ReadonlyMap<string, PeopleGroup> => {
  const seated = new Map<string, PeopleGroup>()
  const roles = new Map(designed.map(({ id, role }) => [id, role]))
  const seat = (isTheirs: (seat: Seat, group: PeopleGroup) => boolean): void => {
    for (const group of groups) {
      if ([...seated.values()].includes(group)) continue
      const found = seats.find((each) => !seated.has(each.id) && fits(each, group) && isTheirs(each, group))
      if (found) seated.set(found.id, group)
    }
  }
  seat((each, { id }) => groupAt(each) === id)
  seat((each, { role }) => roles.get(groupAt(each)) === role)
  return seated
}

/** Whether the copy at this machine is a parent. */
const isNeeded = ({ id }: Seat, { copies }: ScenarioSpec): boolean => {
  const here = copies.flatMap((copy) => (copy.on === id && 'id' in copy ? [copy.id] : []))
  return copies.some((copy) => 'of' in copy && copy.of !== null && here.includes(copy.of))
}

/** The design's own people at these machines, with a role that keeps a machine open for others. */
const hostsAt = (
  seats: readonly Seat[],
  designed: readonly PeopleGroup[],
  role: string,
): readonly PeopleGroup[] =>
  seats.flatMap((seat) =>
    designed.filter(({ id }) => id === groupAt(seat)).map((group) => ({ ...group, role })),
  )

/** A role that nobody of the day has. */
const freeRole = ({ people, work }: ScenarioSpec): string => {
  const taken = new Set([...people, ...work].map(({ role }) => role))
  let role = 'host'
  while (taken.has(role)) role = `${role}-of-others`
  return role
}

/** The work of a person who opens a copy at once, and never writes: the first edit comes after the day. */
const idle = ({ work, day }: ScenarioSpec, role: string): Work[] =>
  work.slice(0, 1).map((usual) => ({
    ...usual,
    role,
    openWithinUs: 0,
    editEveryUs: 3 * day.lengthUs,
  }))

const withGroup = (part: Part, group: PeopleGroup | undefined): Part => {
  if (part.kind === 'workstation') return group ? { ...part, user: group.id } : part
  if (part.kind !== 'laptops') return part
  return group ? { ...part, seats: group.id, count: null } : part
}
