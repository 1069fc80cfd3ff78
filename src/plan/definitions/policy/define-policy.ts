import { z } from 'zod'

import { type OptionShape, type StatedSchema, statedSchema, type Written } from '../option-shape.ts'
import { statedKind } from '../stated-kind.ts'

const policyBase = {
  id: z.string().min(1).describe('The id of the policy.'),
  actors: z.array(z.string()).describe('The people who follow it.'),
}

type PolicySchema<Key extends string, Rules extends z.ZodRawShape> = z.ZodObject<
  typeof policyBase & { kind: z.ZodLiteral<Key> } & Rules,
  z.core.$strict
>

export interface PolicySource<
  Key extends string,
  Word extends string,
  Options extends OptionShape,
  Rules extends z.ZodRawShape,
> {
  /** The policy's `kind` in plans. Frozen, and never shown. */
  readonly key: Key
  readonly word: Word
  readonly subject: null
  readonly options: Options
  /** The policy's id. Frozen: draws are keyed by it. */
  readonly id: string
  readonly policy: Rules
  /** Whether a replaced topology keeps the policy of its people, or of its new copies. */
  readonly belongsTo: 'people' | 'copies'
  readonly planned: (stated: z.output<StatedSchema<Word, Options>>) => z.input<z.ZodObject<Rules>>
  readonly docs: {
    readonly summary: string
    readonly options: { readonly [Name in keyof Options]: string }
    readonly example: Written<Options>
  }
}

export const definePolicy = <
  const Key extends string,
  const Word extends string,
  const Options extends OptionShape,
  Rules extends z.ZodRawShape,
>(
  source: PolicySource<Key, Word, Options, Rules>,
) => {
  const stated = statedSchema(source.word, source.options)
  const policy: PolicySchema<Key, Rules> = z.strictObject({
    ...policyBase,
    kind: z.literal(source.key),
    ...source.policy,
  })
  return {
    ...source,
    kind: statedKind(source.word),
    stated,
    policy,
    planFor: (values: unknown, people: readonly string[]) =>
      policy.parse({
        id: source.id,
        kind: source.key,
        actors: [...people],
        ...source.planned(stated.parse(values)),
      }),
  }
}
