import { peopleSeated } from './declared-people.ts'
import { faultDefinitionOf } from './definitions/fault/index.ts'
import {
  type AccessPart,
  type CopyPart,
  namedParts,
  type Part,
  partDefinitionOf,
  parts,
} from './definitions/part/index.ts'
import { shortGroupMax } from './definitions/part/laptops.ts'
import { policyDefinitionOf } from './definitions/policy/index.ts'
import { checkPeople } from './people-references.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'

type ScenarioPart = Part | CopyPart | AccessPart

/** Checks every name in a scenario. Throws ScenarioError with the nearest known name. */
export const checkReferences = (spec: ScenarioSpec): void => {
  const listed = namedParts(spec)
  refuseTwins('parts', [...idsOf(spec.parts), ...idsOf(spec.access)])
  refuseTwins('copies', copyNames(spec))
  const all = [...spec.parts, ...spec.copies, ...spec.access]
  for (const part of all) partDefinitionOf(part).checkNames(part, listed)
  for (const part of all) partDefinitionOf(part).checkRules(part, listed)
  for (const fault of spec.faults) faultDefinitionOf(fault).check(fault, listed)
  checkPeople(spec)
  refusePolicyTwice(spec)
  refuseFaultAfterTheDay(spec)
  refuseTooManyRevoked(spec)
}

/** The copy at a workstation bears its user's name. */
const copyNames = ({ parts: machines, copies }: ScenarioSpec): readonly string[] => {
  const users = new Map(parts.workstation.among(machines).map(({ id, user }) => [id, user]))
  return [...idsOf(copies), ...parts.syncCopies.among(copies).flatMap(({ on }) => users.get(on) ?? [])]
}

const idsOf = (listed: readonly ScenarioPart[]): readonly string[] =>
  listed.flatMap((part) => ('id' in part ? [part.id] : []))

const refuseTwins = (what: 'parts' | 'copies', ids: readonly string[]): void => {
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin) throw new ScenarioError(`two ${what} are called "${twin}"; give each a name of its own`)
}

const refusePolicyTwice = ({ policies }: ScenarioSpec): void => {
  const words = policies.map((policy) => policyDefinitionOf(policy).word)
  const twin = words.find((word, index) => words.indexOf(word) !== index)
  if (twin) throw new ScenarioError(`${twin} is listed twice in policies; keep one of them`)
}

const refuseFaultAfterTheDay = ({ faults, day }: ScenarioSpec): void => {
  const late = faults.find((fault) => 'atUs' in fault && fault.atUs >= day.lengthUs)
  if (late)
    throw new ScenarioError(
      `${faultDefinitionOf(late).word} strikes when the day is over; give it an earlier "at", or the day a longer "lasts"`,
    )
}

/** In the short form, a group has fewer people. */
const refuseTooManyRevoked = (spec: ScenarioSpec): void => {
  const { parts: machines, faults } = spec
  for (const { id, seats, count } of parts.laptops.among(machines)) {
    const people = Math.min(shortGroupMax, peopleSeated(spec, seats, count).length)
    const losers = faults.filter((fault) => fault.kind === 'right-revoked' && fault.among === id)
    if (losers.length > people)
      throw new ScenarioError(
        `${losers.length} people of "${id}" lose a right, and ${people} are there in the short form`,
      )
  }
}
