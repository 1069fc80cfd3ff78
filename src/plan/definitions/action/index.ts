import { z } from 'zod'

import { atLeastOne, registryOf } from '../registry.ts'
import { createDocument } from './create-document.ts'
import { createRecord } from './create-record.ts'
import type { ActionLabel } from './define-action.ts'
import { deleteRecord } from './delete-record.ts'
import { editField } from './edit-field.ts'
import { openCopy } from './open-copy.ts'
import { saveDocument } from './save-document.ts'

export const actions = registryOf({
  createDocument,
  createRecord,
  deleteRecord,
  editField,
  openCopy,
  saveDocument,
})

export type ActionWord = keyof typeof actions
export type ActionDefinition = (typeof actions)[ActionWord]
export type ActionKey = ActionDefinition['key']

const all: readonly ActionDefinition[] = Object.values(actions)

export const actionItemSchemas = atLeastOne(all.map(({ item }) => item))

const actionItemSchema = z.discriminatedUnion('kind', actionItemSchemas)

/** An item of a plan that a person carries out. */
export type ActionItem = z.infer<typeof actionItemSchema>
export type ActionItemOf<Key extends ActionKey> = Extract<ActionItem, { readonly kind: Key }>

const byKey: ReadonlyMap<string, ActionDefinition> = new Map(all.map((action) => [action.key, action]))

/** Returns null if no action has the item's kind. */
export const actionLabelOf = (item: { readonly kind: string }): ActionLabel | null =>
  byKey.get(item.kind)?.labelOf(item) ?? null

/** Returns the definition of an item's action. Throws RangeError if there is none. */
export const actionDefinitionOf = ({ kind }: ActionItem): ActionDefinition => {
  const found = byKey.get(kind)
  if (!found) throw new RangeError(`no action is planned as "${kind}"`)
  return found
}

/** The actions whose share of work an author may state. */
export const mixedActions: readonly ActionDefinition[] = all.filter(
  ({ mix }) => mix !== null && mix.share !== 'the rest',
)

/** Maps each action's word to its share of its work kind. */
export const mixSchema = z.strictObject(
  Object.fromEntries(mixedActions.map(({ word }) => [word, z.number().min(0).max(1).optional()])),
)
