import { z } from 'zod'

import { checked, ScenarioError } from '../scenario-error.ts'
import { refuseUnknownOptions } from '../written-options.ts'
import type { Option } from './option.ts'
import { type StatedKind, statedKind } from './stated-kind.ts'

// Method parameters are compared bivariantly, which admits an option of any written type.
type AnyOption = Option<never, z.ZodType, string, boolean>

export type OptionShape = Readonly<Record<string, AnyOption>>

type WrittenOf<O> = O extends Option<infer Written, z.ZodType, string, boolean> ? Written : never
type UsualNames<Options> = {
  [Name in keyof Options]: Options[Name] extends { readonly usual: null } ? never : Name
}[keyof Options]

/** The options as an author writes them; those with a default may be left out. */
export type Written<Options extends OptionShape> = {
  readonly [Name in Exclude<keyof Options, UsualNames<Options>>]: WrittenOf<Options[Name]>
} & { readonly [Name in UsualNames<Options>]?: WrittenOf<Options[Name]> }

type StatedName<Name, O> = O extends { readonly statedAs: infer As extends string }
  ? As
  : O extends { readonly unit: infer Unit extends string }
    ? `${Name & string}${Unit}`
    : never

/** The shape of stated options: their values, named with units. */
export type StatedShape<Options extends OptionShape> = {
  -readonly [Name in keyof Options as StatedName<Name, Options[Name]>]: Options[Name]['stated']
}

export type KindSchema<Kind extends string, Options extends OptionShape> = z.ZodObject<
  { kind: z.ZodLiteral<Kind> } & StatedShape<Options>,
  z.core.$strict
>

export type StatedSchema<Word extends string, Options extends OptionShape> = KindSchema<
  StatedKind<Word>,
  Options
>

export const kindSchema = <Kind extends string, Options extends OptionShape>(
  kind: Kind,
  options: Options,
  texts: Readonly<Record<string, string>> = {},
): KindSchema<Kind, Options> =>
  z.strictObject({ kind: z.literal(kind), ...statedShape(options, texts) }) as KindSchema<Kind, Options>

export const statedSchema = <Word extends string, Options extends OptionShape>(
  word: Word,
  options: Options,
): StatedSchema<Word, Options> => kindSchema(statedKind(word), options)

/** Maps each option's name to its schema. `texts` describe the values for the reference. */
export const statedShape = <Options extends OptionShape>(
  options: Options,
  texts: Readonly<Record<string, string>> = {},
): StatedShape<Options> =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const text = texts[name]
      return [statedName(name, option), text === undefined ? option.stated : option.stated.describe(text)]
    }),
  ) as StatedShape<Options>

export const statedName = (name: string, { unit, statedAs }: AnyOption): string =>
  statedAs ?? `${name}${unit}`

/** Reads the options that an author wrote for `what`. Throws ScenarioError at the first mistake. */
export const stateOptions = <Schema extends z.ZodType>(
  what: string,
  word: { readonly kind: string; readonly options: OptionShape; readonly stated: Schema },
  written: Readonly<Record<string, unknown>>,
): z.infer<Schema> =>
  checked(word.stated, { kind: word.kind, ...readOptions(what, word.options, written) }, what)

export const readOptions = (
  what: string,
  options: OptionShape,
  written: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      const value = readOption({ what, options, written }, name, option)
      return value === undefined ? [] : [[statedName(name, option), value]]
    }),
  )

/** Throws ScenarioError if the word has no such option. */
export const refuseOthers = (
  what: string,
  { options, subject }: { readonly options: OptionShape; readonly subject: string | null },
  written: unknown,
): void =>
  refuseUnknownOptions(
    what,
    written,
    Object.keys(options).filter((name) => name !== subject),
  )

interface WrittenWord {
  readonly what: string
  readonly options: OptionShape
  readonly written: Readonly<Record<string, unknown>>
}

const readOption = (word: WrittenWord, name: string, option: AnyOption): unknown => {
  const place = `${word.what} ${name}`
  const written = word.written[name]
  if (written !== undefined) return option.read(written as never, place)
  if (!option.usual) throw new ScenarioError(`${place} is missing, and has no usual value`)
  if ('value' in option.usual) return option.usual.value
  const other = word.options[option.usual.sameAs]
  if (!other) throw new RangeError(`${place} is usually the same as an option that is not there`)
  return readOption(word, option.usual.sameAs, other)
}
