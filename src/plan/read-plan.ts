import { mustName } from './must-name.ts'
import { planNamings } from './plan-names.ts'
import { checkPlanRules } from './plan-rules.ts'
import { type Plan, planSchema, planSchemaName } from './plan.ts'
import { checked, ScenarioError } from './scenario-error.ts'

/** Reads the text of a plan file. Throws ScenarioError, in one sentence that begins with `what`, if it is invalid. */
export const readPlan = (text: string, what: string): Plan => {
  const value = jsonOf(text, what)
  refuseOtherSchema(value, what)
  const plan = checked(planSchema, value, what, (path) => path.map(String).join('.'))
  refuseTwins(plan, what)
  for (const { where, typed, known, what: part } of planNamings(plan))
    mustName(typed, known, `${what}: ${where}`, part)
  checkPlanRules(plan, what)
  return plan
}

const jsonOf = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (trouble) {
    throw new ScenarioError(
      `${what} is not JSON: ${trouble instanceof Error ? trouble.message : 'unreadable'}`,
    )
  }
}

const refuseOtherSchema = (value: unknown, what: string): void => {
  const said: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'schema') : null
  if (said === planSchemaName) return
  const written = typeof said === 'string' ? `its schema is "${said}"` : 'it has no schema'
  throw new ScenarioError(
    `${what}: ${written}, and only "${planSchemaName}" is replayed; write it again with \`shakedown plan NAME --seed N --out FILE\``,
  )
}

const refuseTwins = ({ topology: { access, ...lists }, people, work, faults }: Plan, what: string): void => {
  const names = people.people.map(({ name }) => ({ id: name }))
  const items = [...work.items, ...faults.items]
  for (const [list, entries] of Object.entries({ ...lists, ...access, people: names, items })) {
    if (!Array.isArray(entries)) continue
    const seen = new Set<unknown>()
    for (const [index, entry] of entries.entries()) {
      const id: unknown = Reflect.get(entry, 'id') ?? index
      if (seen.has(id))
        throw new ScenarioError(
          `${what}: ${list}.${index} has the id "${String(id)}" of an earlier one; give it its own`,
        )
      seen.add(id)
    }
  }
}
