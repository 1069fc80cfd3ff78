import { faultDefinitionOf } from '../../plan/definitions/fault/index.ts'
import type { Form } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import { accessInForm } from './access-form.ts'

/** The short form that every scenario has beside its full day. */
export const shortForm = { lengthUs: 30 * 60_000_000, staff: 8, sessionLimit: 5, conflictsMin: 1 } as const

/** The scenario in one of its forms. Limits shrink with the crowd, or turns would never be taken. */
export const inForm = (spec: ScenarioSpec, form: Form): ScenarioSpec => {
  if (form === 'full') return spec
  const lengthUs = Math.min(spec.day.lengthUs, shortForm.lengthUs)
  const scale = lengthUs / spec.day.lengthUs
  return {
    ...spec,
    access: spec.access.map((part) => accessInForm(part, { scale, lengthUs })),
    parts: spec.parts.map((part) => {
      if (part.kind === 'laptops') return { ...part, count: Math.min(part.count, shortForm.staff) }
      if (part.kind === 'workstation' && part.sessionLimit !== null)
        return { ...part, sessionLimit: shortForm.sessionLimit }
      return part
    }),
    day: { ...spec.day, lengthUs },
    faults: spec.faults.map((fault) => faultDefinitionOf(fault).inShortForm(fault, { scale, lengthUs })),
    expectConflictsMin: Math.min(spec.expectConflictsMin, shortForm.conflictsMin),
  }
}
