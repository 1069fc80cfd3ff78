import type { AccessPart, AccessTopology } from '../../plan/access-spec.ts'

/** Undefined if the scenario has no such parts: everybody may do everything. */
export const accessTopologyOf = (access: readonly AccessPart[]): AccessTopology | undefined => {
  if (access.length === 0) return undefined
  const of = <K extends AccessPart['kind']>(kind: K): Extract<AccessPart, { kind: K }>[] =>
    access.filter((part): part is Extract<AccessPart, { kind: K }> => part.kind === kind)
  const [rules] = of('session-rules')
  if (!rules) throw new RangeError('nothing says for how long a session counts')
  return {
    centres: of('data-centre'),
    branches: of('branch-office'),
    directories: of('directory'),
    desks: of('session-desk'),
    lifeUs: rules.lifeUs,
    graceUs: rules.graceUs,
  }
}
