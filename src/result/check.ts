import {
  allChecks,
  checkDefinitionOf,
  type CheckKey,
  checksOfExecutions,
} from '../plan/definitions/check/index.ts'

export type CheckId = CheckKey

/** The id of every check, in the order in which results list them. */
export const checkIds: readonly CheckId[] = allChecks.map(({ key }) => key)

/** The checks that say nothing about a run executed once. */
export const comparingCheckIds: readonly CheckId[] = checksOfExecutions(2).map(({ key }) => key)

/** A check's guarantee in a few words. docs/invariants.md has the full sentences. */
export const checkTitle = (id: CheckId): string => checkDefinitionOf(id).title

export const byCheckId = (a: { readonly id: CheckId }, b: { readonly id: CheckId }): number =>
  checkIds.indexOf(a.id) - checkIds.indexOf(b.id)
