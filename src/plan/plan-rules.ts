import { faultDefinitionOfItem } from './definitions/fault/index.ts'
import { placedItems } from './placed-items.ts'
import type { Plan } from './plan.ts'
import { ScenarioError } from './scenario-error.ts'

/** Throws ScenarioError, in one sentence that begins with `what`, if a plan breaks a rule of scenarios. */
export const checkPlanRules = (plan: Plan, what: string): void => {
  const sentence = brokenRule(plan)
  if (sentence !== null) throw new ScenarioError(`${what}: ${sentence}`)
  for (const { item, place } of placedItems('faults', plan.faults))
    faultDefinitionOfItem(item).checkItem(item, plan.topology, `${what}: ${place}`)
}

/** Returns the first problem with people, policies or times, or null. */
const brokenRule = (plan: Plan): string | null =>
  personWithoutCopy(plan) ?? secondCopy(plan) ?? policyTwice(plan) ?? itemAfterTheDay(plan)

const usersOf = ({ topology }: Plan): readonly (string | null)[] => topology.copies.map(({ user }) => user)

const personWithoutCopy = (plan: Plan): string | null => {
  const users = usersOf(plan)
  for (const [index, { name }] of plan.people.people.entries())
    if (!users.includes(name))
      return `people.people.${index} (${name}) has no copy to work in; make them the user of a copy, or take them out`
  return null
}

const secondCopy = (plan: Plan): string | null => {
  const users = usersOf(plan)
  const index = users.findIndex((user, at) => user !== null && users.indexOf(user) !== at)
  const user = users[index]
  return user
    ? `topology.copies.${index} has the user "${user}" of an earlier copy; a person works in one, so give it another user`
    : null
}

const policyTwice = ({ policies: { policies } }: Plan): string | null => {
  const kinds = policies.map(({ kind }) => kind)
  const index = kinds.findIndex((kind, at) => kinds.indexOf(kind) !== at)
  const kind = kinds[index]
  return kind ? `policies.policies.${index} (${kind}) is stated twice; keep one of them` : null
}

const itemAfterTheDay = ({ work, faults, endsAtUs }: Plan): string | null => {
  const late = [...placedItems('work', work), ...placedItems('faults', faults)].find(
    ({ item }) => item.atUs >= endsAtUs,
  )
  return late
    ? `${late.place} is at ${late.item.atUs} µs, and the day ends at ${endsAtUs} µs; give it an earlier atUs`
    : null
}
