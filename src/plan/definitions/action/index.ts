import { z } from 'zod'

import { atLeastOne } from '../registry.ts'
import { createDocument } from './create-document.ts'
import { createRecord } from './create-record.ts'
import type { ActionLabel } from './define-action.ts'
import { editField } from './edit-field.ts'
import { openCopy } from './open-copy.ts'
import { saveDocument } from './save-document.ts'

export const actions = { createDocument, createRecord, editField, openCopy, saveDocument } as const

export type ActionDefinition = (typeof actions)[keyof typeof actions]
export type ActionKey = ActionDefinition['key']

const all: readonly ActionDefinition[] = Object.values(actions)

export const actionItemSchemas = atLeastOne(all.map(({ item }) => item))

const actionItemSchema = z.discriminatedUnion('kind', actionItemSchemas)

/** A plan item that a person does. */
export type ActionItem = z.infer<typeof actionItemSchema>
export type ActionItemOf<Key extends ActionKey> = Extract<ActionItem, { readonly kind: Key }>

const byKey: ReadonlyMap<string, ActionDefinition> = new Map(all.map((action) => [action.key, action]))

export const isActionItem = (item: { readonly kind: string }): item is ActionItem => byKey.has(item.kind)

/** Returns null if no action has the item's kind. */
export const actionLabelOf = (item: { readonly kind: string }): ActionLabel | null =>
  byKey.get(item.kind)?.labelOf(item) ?? null

/** Returns the definition of an item's action. Throws RangeError if there is none. */
export const actionDefinitionOf = ({ kind }: ActionItem): ActionDefinition => {
  const found = byKey.get(kind)
  if (!found) throw new RangeError(`no action is planned as "${kind}"`)
  return found
}
