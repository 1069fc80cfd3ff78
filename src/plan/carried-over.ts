import { faultDefinitionOf } from './definitions/fault/index.ts'
import { namedParts } from './definitions/part/index.ts'
import { policyDefinitionOf } from './definitions/policy/index.ts'
import { checkReferences } from './references.ts'
import { ScenarioError } from './scenario-error.ts'
import type { FaultPart, ScenarioSpec } from './scenario-spec.ts'
import { seatedOn } from './seated-on.ts'

export interface CarriedOver {
  readonly spec: ScenarioSpec
  /** One sentence for each item that could not be carried over. */
  readonly leftOut: readonly string[]
}

/**
 * Moves one scenario's people, work and faults to another's topology. Throws ScenarioError if none of the people
 * finds a machine there.
 */
export const carriedOver = (day: ScenarioSpec, design: ScenarioSpec): CarriedOver => {
  const seating = seatedOn(day, design)
  if (seating.isEmpty)
    throw new ScenarioError(
      `${design.name} has a machine for nobody of ${day.name}; give a group of both one name`,
    )
  const roles = new Set(seating.people.map(({ role }) => role))
  const base: ScenarioSpec = {
    ...day,
    name: `${day.name}-on-${design.name}`,
    people: [...seating.people],
    parts: [...seating.parts],
    copies: [...seating.copies],
    access: design.access,
    work: [...day.work.filter(({ role }) => role === null || roles.has(role)), ...seating.work],
    faults: [],
    policies: [
      ...day.policies.filter((policy) => policyDefinitionOf(policy).belongsTo === 'people'),
      ...design.policies.filter((policy) => policyDefinitionOf(policy).belongsTo === 'copies'),
    ],
    sometimes: [],
  }
  checkReferences(base)
  const faults = faultsOn(base, day)
  const leftOut = [...seating.leftOut, ...faults.leftOut]
  const expectConflictsMin =
    leftOut.length === 0 ? day.expectConflictsMin : Math.min(1, day.expectConflictsMin)
  return { spec: { ...base, faults: [...faults.faults], expectConflictsMin }, leftOut }
}

interface Faults {
  readonly faults: readonly FaultPart[]
  readonly leftOut: readonly string[]
}

const faultsOn = (base: ScenarioSpec, day: ScenarioSpec): Faults => {
  const faults: FaultPart[] = []
  const leftOut: string[] = []
  for (const fault of day.faults) {
    const moved = movedTo(fault, seatsMoved(day, base))
    const complaint = complaintAbout(moved, { ...base, faults: [...faults, moved] })
    if (complaint === null) faults.push(moved)
    else leftOut.push(`fault left out: ${complaint}`)
  }
  return { faults, leftOut }
}

const complaintAbout = (fault: FaultPart, spec: ScenarioSpec): string | null => {
  try {
    faultDefinitionOf(fault).check(fault, namedParts(spec))
    return null
  } catch (trouble) {
    if (trouble instanceof ScenarioError) return trouble.message
    throw trouble
  }
}

/** Maps each part of the original scenario to the part of the new design that seats the same people. */
const seatsMoved = (day: ScenarioSpec, base: ScenarioSpec): ReadonlyMap<string, string> => {
  const now = new Map(seatsOf(base))
  return new Map(
    seatsOf(day).flatMap(([group, part]) => {
      const other = now.get(group)
      return other === undefined ? [] : [[part, other] as const]
    }),
  )
}

const seatsOf = ({ parts }: ScenarioSpec): readonly (readonly [group: string, part: string])[] =>
  parts.flatMap((part) => {
    if (part.kind === 'laptops') return [[part.seats, part.id] as const]
    return part.kind === 'workstation' ? [[part.user, part.id] as const] : []
  })

const movedTo = (fault: FaultPart, moved: ReadonlyMap<string, string>): FaultPart => {
  const { options } = faultDefinitionOf(fault)
  const targets = Object.entries(options).flatMap(([name, { names }]) => {
    const written: unknown = names ? Reflect.get(fault, name) : null
    const other = typeof written === 'string' ? moved.get(written) : undefined
    return other === undefined ? [] : [[name, other] as const]
  })
  return Object.assign({}, fault, Object.fromEntries(targets))
}
