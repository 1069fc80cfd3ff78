import type { ActionItemOf, ActionKey } from '../../../plan/definitions/action/index.ts'
import type { WriteRecord } from '../../record/index.ts'

/** The oracle's expectation of an action: the writes that an acknowledged item makes. */
export interface OracleRule<Key extends ActionKey> {
  readonly key: Key
  /** Returns a sentence about wrong writes of an acknowledged item, or null. */
  mistake(item: ActionItemOf<Key>, writes: readonly WriteRecord[]): string | null
}

/** Binds a rule to the definition of the same name. */
export const ruleOf = <Key extends ActionKey>(
  { key }: { readonly key: Key },
  mistake: OracleRule<Key>['mistake'],
): OracleRule<Key> => ({ key, mistake })

/** Returns a sentence if the item wrote other registers than expected, or null. */
export const wrongRegisters = (
  writes: readonly WriteRecord[],
  expected: readonly string[],
): string | null => {
  const written = writes.map(({ register }) => register).toSorted()
  const isRight =
    written.length === expected.length &&
    expected.toSorted().every((register, index) => register === written[index])
  return isRight ? null : `wrote ${written.join(', ') || 'nothing'} instead of ${expected.join(', ')}`
}

/** Returns a sentence if a new item overwrote an earlier value, or null. */
export const wroteOver = (writes: readonly WriteRecord[]): string | null => {
  const over = writes.find(({ observed: shown }) => shown.length > 0)
  return over ? `created ${over.register}, where ${over.observed.join(', ')} stood` : null
}
