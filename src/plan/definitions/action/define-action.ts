import { z } from 'zod'

import { itemAtUs, itemId } from '../item-base.ts'
import type { Due, WorkDay, Writer } from './work-day.ts'

const itemBase = {
  id: itemId,
  atUs: itemAtUs,
  actor: z.string().min(1).describe('The person who acts, or `world` for a fault.'),
}

type ItemSchema<Key extends string, Item extends z.ZodRawShape> = z.ZodObject<
  typeof itemBase & { kind: z.ZodLiteral<Key> } & Item,
  z.core.$strict
>

export interface ActionLabel {
  /** The verb. Its subject is the person. */
  readonly text: string
  /** Null if the text says everything. */
  readonly target: string | null
}

/** How an action goes where somebody else acts at that time. Such meetings cause conflicts. */
export interface Meeting<Item> {
  /** Whether others may meet this action. */
  readonly isOpen: (item: Item) => boolean
  readonly goTo: (item: Item, other: Item) => Item
}

export interface ActionSource<Key extends string, Item extends z.ZodRawShape> {
  /** The kind of its plan items. Frozen, and never shown. */
  readonly key: Key
  readonly item: Item
  readonly draw: (day: WorkDay, writer: Writer, due: Due) => z.input<z.ZodObject<Item>>
  /** Null if it meets nobody. */
  readonly meeting: Meeting<z.output<ItemSchema<Key, Item>>> | null
  readonly docs: { readonly summary: string }
  readonly label: (item: z.output<ItemSchema<Key, Item>>) => ActionLabel
}

export interface ActionBase {
  readonly id: string
  readonly atUs: number
  readonly actor: string
}

/** Binds an action's parameters, drawing and meetings by their types. */
export const defineAction = <const Key extends string, Item extends z.ZodRawShape>(
  source: ActionSource<Key, Item>,
) => {
  type Own = z.output<ItemSchema<Key, Item>>
  const item: ItemSchema<Key, Item> = z.strictObject({
    ...itemBase,
    kind: z.literal(source.key),
    ...source.item,
  })
  const isOwn = (other: unknown): other is Own =>
    typeof other === 'object' && other !== null && Reflect.get(other, 'kind') === source.key
  return {
    ...source,
    item,
    labelOf: (own: unknown): ActionLabel => source.label(item.parse(own)),
    drawItem: ({ id, atUs, actor }: ActionBase, day: WorkDay, writer: Writer, thinkUs: number): Own =>
      item.parse({ id, atUs, actor, kind: source.key, ...source.draw(day, writer, { id, thinkUs }) }),
    meets: (other: { readonly kind: string }): boolean =>
      source.meeting !== null && isOwn(other) && source.meeting.isOpen(other),
    /** The same action where another one goes. */
    joined: (own: { readonly kind: string }, other: { readonly kind: string }): Own | null =>
      source.meeting !== null && isOwn(own) && isOwn(other) ? source.meeting.goTo(own, other) : null,
  }
}
