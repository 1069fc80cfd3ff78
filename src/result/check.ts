/** Every check, in the order in which results list them. All other lists of checks derive from this one. */
export const checkIds = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'gaps', 'plan'] as const

export type CheckId = (typeof checkIds)[number]

/** A check's guarantee in a few words. docs/invariants.md has the full sentences. */
export const checkTitle = (id: CheckId): string => titles[id]

export const byCheckId = (a: { readonly id: CheckId }, b: { readonly id: CheckId }): number =>
  checkIds.indexOf(a.id) - checkIds.indexOf(b.id)

const titles: Readonly<Record<CheckId, string>> = {
  S1: 'no work lost',
  S2: 'conflicts listed exactly',
  S3: 'copies agree',
  S4: 'nothing taken back',
  S5: 'sessions within limits',
  S6: 'who is out gets nothing',
  S7: 'branches follow the centre',
  S8: 'waits within the bound',
  S9: 'storage within the formula',
  S10: 'same seed, same trace',
  gaps: 'gaps at failovers bounded',
  plan: 'plan carried out',
}
