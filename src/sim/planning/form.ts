import { faultDefinitionOf } from '../../plan/definitions/fault/index.ts'
import { accessPartSchema, partDefinitionOf, partSchema } from '../../plan/definitions/part/index.ts'
import { shortGroupMax } from '../../plan/definitions/part/laptops.ts'
import type { Form } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'

/** The short form that every scenario has beside its full day. */
export const shortForm = { lengthUs: 30 * 60_000_000, conflictsMin: 1 } as const

/** The scenario in one of its forms. Limits shrink with the crowd, or turns would never be taken. */
export const inForm = (spec: ScenarioSpec, form: Form): ScenarioSpec => {
  if (form === 'full') return spec
  const lengthUs = Math.min(spec.day.lengthUs, shortForm.lengthUs)
  const scale = lengthUs / spec.day.lengthUs
  const shortened = { scale, lengthUs }
  return {
    ...spec,
    people: spec.people.map((group) => ({
      ...group,
      count: group.count && Math.min(group.count, shortGroupMax),
    })),
    access: spec.access.map((part) =>
      accessPartSchema.parse(partDefinitionOf(part).inShortForm(part, shortened)),
    ),
    parts: spec.parts.map((part) => partSchema.parse(partDefinitionOf(part).inShortForm(part, shortened))),
    day: { ...spec.day, lengthUs },
    faults: spec.faults.map((fault) => faultDefinitionOf(fault).inShortForm(fault, shortened)),
    expectConflictsMin: Math.min(spec.expectConflictsMin, shortForm.conflictsMin),
  }
}
