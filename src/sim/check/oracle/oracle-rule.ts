import type { ActionItemOf, ActionKey } from '../../../plan/definitions/action/index.ts'
import type { WriteRecord } from '../../record/index.ts'

/** What the oracle expects of an action: the writes that an acknowledged item of it makes. */
export interface OracleRule<Key extends ActionKey> {
  readonly key: Key
  /** Says what is wrong with the writes of an acknowledged item; null if nothing is. */
  mistake(item: ActionItemOf<Key>, writes: readonly WriteRecord[]): string | null
}

/** Binds a rule to the definition of the same name. */
export const ruleOf = <Key extends ActionKey>(
  { key }: { readonly key: Key },
  mistake: OracleRule<Key>['mistake'],
): OracleRule<Key> => ({ key, mistake })

/** Returns a sentence if the registers written are others than those expected, or null. */
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

/** Returns a sentence if something that is new was written over an earlier value, or null. */
export const wroteOver = (writes: readonly WriteRecord[]): string | null => {
  const over = writes.find(({ observed: shown }) => shown.length > 0)
  return over ? `created ${over.register}, where ${over.observed.join(', ')} stood` : null
}
