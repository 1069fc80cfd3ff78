import { z } from 'zod'

import type { StreamKey } from '../../keys/stream-key.ts'
import { mustName } from '../../must-name.ts'
import type { Topology } from '../../topology.ts'
import { itemAtUs, itemId } from '../item-base.ts'
import {
  type OptionShape,
  statedName,
  type StatedSchema,
  statedSchema,
  type Written,
} from '../option-shape.ts'
import type { NamedParts } from '../part/listed.ts'
import { typedNames } from '../part/typed-names.ts'
import type { ShortForm } from '../short-form.ts'
import { statedKind } from '../stated-kind.ts'
import type { FaultDay } from './fault-day.ts'
import type { FaultRule } from './fault-rule.ts'

export type Outage = 'line' | 'server' | 'machine' | 'balancer' | 'storage' | 'directory' | 'names'

export interface FaultLabel {
  readonly text: string
  readonly target: string
  /** The outage shown for the fault. Null if the target stays reachable. */
  readonly outage: Outage | null
}

const itemBase = {
  id: itemId,
  atUs: itemAtUs,
  actor: z.literal('world').describe('No person causes it.'),
}

type ItemSchema<Key extends string, Item extends z.ZodRawShape> = z.ZodObject<
  typeof itemBase & { kind: z.ZodLiteral<Key> } & Item,
  z.core.$strict
>

type Drawn<Item extends z.ZodRawShape> = { readonly id: string; readonly atUs: number } & z.input<
  z.ZodObject<Item>
>

export interface FaultSource<
  Key extends string,
  Word extends string,
  Options extends OptionShape,
  Item extends z.ZodRawShape,
> {
  /** The `kind` of the fault's plan items. Frozen, and never shown. */
  readonly key: Key
  readonly word: Word
  readonly subject: (keyof Options & string) | null
  readonly options: Options
  readonly rules: readonly FaultRule<z.output<StatedSchema<Word, Options>>, z.output<ItemSchema<Key, Item>>>[]
  readonly inShortForm: (
    stated: z.output<StatedSchema<Word, Options>>,
    form: ShortForm,
  ) => z.input<StatedSchema<Word, Options>>
  readonly stream: StreamKey
  readonly item: Item
  readonly draw: (stated: z.output<StatedSchema<Word, Options>>, day: FaultDay) => readonly Drawn<Item>[]
  readonly label: (item: z.output<ItemSchema<Key, Item>>) => FaultLabel
  /** The machine that must be able to lose power. Null if the fault needs none. */
  readonly cutsPowerOf: ((item: z.output<ItemSchema<Key, Item>>) => string) | null
  readonly docs: FaultDocs<Options>
}

export interface FaultDocs<Options extends OptionShape> {
  readonly summary: string
  readonly options: { readonly [Name in keyof Options]: string }
  /** An example of the fault's word, in the example firm. Contract tests run it. */
  readonly example: Written<Options>
}

/** Binds a fault's word, options, drawing and items by their types. */
export const defineFault = <
  const Key extends string,
  const Word extends string,
  const Options extends OptionShape,
  Item extends z.ZodRawShape,
  const Subject extends (keyof Options & string) | null,
>(
  source: FaultSource<Key, Word, Options, Item> & { readonly subject: Subject },
) => {
  const stated = statedSchema(source.word, source.options)
  const item: ItemSchema<Key, Item> = z.strictObject({
    ...itemBase,
    kind: z.literal(source.key),
    ...source.item,
  })
  return {
    ...source,
    kind: statedKind(source.word),
    stated,
    item,
    machineWithoutPower: (own: unknown): string | null => source.cutsPowerOf?.(item.parse(own)) ?? null,
    labelOf: (own: unknown): FaultLabel => source.label(item.parse(own)),
    /** Throws ScenarioError if the fault names a missing part or breaks a rule. */
    check: (fault: unknown, listed: NamedParts): void => {
      const values = stated.parse(fault)
      for (const { typed, role, verb } of typedNames(source.options, values, statedName))
        mustName(typed, listed.named(role), `${source.word} ${verb}`, role)
      for (const { ofStated } of source.rules) ofStated(values, listed, source.word)
    },
    /** Throws ScenarioError if a planned item breaks a rule. */
    checkItem: (own: unknown, topology: Topology, place: string): void => {
      const values = item.parse(own)
      for (const { ofItem } of source.rules) ofItem(values, topology, place)
    },
    inShortForm: (fault: unknown, form: ShortForm) =>
      stated.parse(source.inShortForm(stated.parse(fault), form)),
    draw: (fault: unknown, day: FaultDay) =>
      source
        .draw(stated.parse(fault), day)
        .map((drawn) => item.parse({ ...drawn, actor: 'world', kind: source.key })),
  }
}
