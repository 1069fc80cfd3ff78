import type { ActionItemOf, ActionKey } from '../../plan/definitions/action/index.ts'
import type { Person } from './person.ts'

/** An action's definition and its execution by a person, bound by the type of its plan items. */
export interface Act<Key extends ActionKey> {
  readonly key: Key
  /** Whether it works at a machine whose copy does not run. */
  readonly whileStopped: boolean
  act(person: Person, item: ActionItemOf<Key>): Promise<void>
}

/** Binds an act to the definition of the same name. */
export const actOf = <Key extends ActionKey>(
  { key }: { readonly key: Key },
  act: Omit<Act<Key>, 'key'>,
): Act<Key> => ({ key, ...act })
