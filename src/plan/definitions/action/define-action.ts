import { z } from 'zod'

import type { CauseKey } from '../../keys/cause-key.ts'
import { itemAtUs, itemId } from '../item-base.ts'
import type { HotAddress } from './hot-address.ts'
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

export type WorkKind = 'field edits' | 'document saves'

export interface ActionLabel {
  /** The verb. Its subject is the person. */
  readonly text: string
  /** Null if the text is complete without a target. */
  readonly target: string | null
}

/** The share of a work kind that one action gets. One action of the kind gets the rest. */
export type Mix =
  | { readonly among: WorkKind; readonly share: 'the rest' }
  | { readonly among: WorkKind; readonly share: number; readonly cause: CauseKey }

export interface ActionSource<Key extends string, Word extends string, Item extends z.ZodRawShape> {
  /** The `kind` of the action's plan items. Frozen, and never shown. */
  readonly key: Key
  /** The word that authors write. It affects no hash. */
  readonly word: Word
  readonly item: Item
  /** The action's share of work. Null if people never draw it. */
  readonly mix: Mix | null
  /** Returns null if the person cannot do the action yet. They then do the rest of its work kind. */
  readonly draw: (day: WorkDay, writer: Writer, due: Due) => z.input<z.ZodObject<Item>> | null
  /** Moves an item to the current hot address. Null if this action never goes there. */
  readonly goTo:
    | ((
        item: z.output<ItemSchema<Key, Item>>,
        address: HotAddress,
      ) => Omit<z.input<ItemSchema<Key, Item>>, 'kind'>)
    | null
  readonly docs: { readonly summary: string }
  readonly label: (item: z.output<ItemSchema<Key, Item>>) => ActionLabel
}

export const defineAction = <const Key extends string, const Word extends string, Item extends z.ZodRawShape>(
  source: ActionSource<Key, Word, Item>,
) => {
  type Own = z.output<ItemSchema<Key, Item>>
  const item: ItemSchema<Key, Item> = z.strictObject({
    ...itemBase,
    kind: z.literal(source.key),
    ...source.item,
  })
  const { goTo } = source
  return {
    ...source,
    item,
    labelOf: (own: unknown): ActionLabel => source.label(item.parse(own)),
    drawItem: (day: WorkDay, writer: Writer, due: Due): Own | null => {
      const drawn = source.draw(day, writer, due)
      if (drawn === null) return null
      const { id, atUs } = due
      return item.parse({ id, atUs, actor: writer.person, kind: source.key, ...drawn })
    },
    met: (own: unknown, address: HotAddress): Own =>
      goTo ? item.parse({ ...goTo(item.parse(own), address), kind: source.key }) : item.parse(own),
  }
}
