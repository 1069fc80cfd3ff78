import type { Form } from '../../plan/plan.ts'
import type { FaultPart, ScenarioSpec } from '../../plan/scenario-spec.ts'
import { isServerFault } from '../../plan/server-references.ts'
import { accessInForm, faultInForm } from './access-form.ts'

/** The short form that every scenario has beside its full day. */
export const shortForm = { lengthUs: 30 * 60_000_000, staff: 8, sessionLimit: 5, conflictsMin: 1 } as const

/** The scenario as it is in one of its forms. Limits shrink with the crowd, or turns would never be taken. */
export const inForm = (spec: ScenarioSpec, form: Form): ScenarioSpec => {
  if (form === 'full') return spec
  const lengthUs = Math.min(spec.day.lengthUs, shortForm.lengthUs)
  const scale = lengthUs / spec.day.lengthUs
  return {
    ...spec,
    access: spec.access.map((part) => accessInForm(part, scale)),
    parts: spec.parts.map((part) => {
      if (part.kind === 'laptops') return { ...part, count: Math.min(part.count, shortForm.staff) }
      if (part.kind === 'workstation' && part.sessionLimit !== null)
        return { ...part, sessionLimit: shortForm.sessionLimit }
      return part
    }),
    day: { ...spec.day, lengthUs },
    faults: spec.faults.map((fault) => inShortDay(faultInForm(fault, scale), scale, lengthUs)),
    expectConflictsMin: Math.min(spec.expectConflictsMin, shortForm.conflictsMin),
  }
}

/** What befalls servers comes at the same share of the day, and lasts as long as it does unless that is most of it. */
const inShortDay = (fault: FaultPart, share: number, lengthUs: number): FaultPart => {
  if (!isServerFault(fault)) return fault
  const early = { ...fault, atUs: Math.round(fault.atUs * share) }
  return 'lastsUs' in early
    ? { ...early, lastsUs: Math.min(early.lastsUs, Math.round(lengthUs / 6)) }
    : shortFlaps(early, share)
}

const shortFlaps = (fault: FaultPart, share: number): FaultPart =>
  fault.kind === 'server-flaps' ? { ...fault, times: Math.max(3, Math.round(fault.times * share)) } : fault
