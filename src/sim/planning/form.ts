import type { Form } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'

/** The short form that every scenario has beside its full day (design §4). */
export const shortForm = { lengthUs: 30 * 60_000_000, staff: 8, sessionLimit: 5, conflictsMin: 1 } as const

/** The scenario as it is in one of its forms. Limits shrink with the crowd, or turns would never be taken. */
export const inForm = (spec: ScenarioSpec, form: Form): ScenarioSpec => {
  if (form === 'full') return spec
  return {
    ...spec,
    parts: spec.parts.map((part) => {
      if (part.kind === 'laptops') return { ...part, count: Math.min(part.count, shortForm.staff) }
      if (part.kind === 'workstation' && part.sessionLimit !== null)
        return { ...part, sessionLimit: shortForm.sessionLimit }
      return part
    }),
    day: { ...spec.day, lengthUs: Math.min(spec.day.lengthUs, shortForm.lengthUs) },
    expectConflictsMin: Math.min(spec.expectConflictsMin, shortForm.conflictsMin),
  }
}
