import type { z } from 'zod'

import type { KindSchema, OptionShape, StatedSchema, Written } from '../option-shape.ts'
import type { PartRole } from '../part-roles.ts'
import type { ShortForm } from '../short-form.ts'
import type { NamedParts, Place } from './listed.ts'
import type { Machine } from './machine-entry.ts'

/** The list of a scenario that holds the part. `access` parts and copies have separate lists. */
export type PartFamily = 'machine' | 'line' | 'server' | 'access' | 'copy'

/** Maps each list of a topology to the schema of its entries. */
export type Entries = Readonly<Record<string, z.ZodObject>>

/** A rule that throws ScenarioError if a part breaks it. `alike` holds all parts with the same word. */
export type PartRule<Own> = (
  stated: Own,
  listed: NamedParts,
  own: { readonly word: string; readonly alike: readonly Own[] },
) => void

export type NamesSeated = (group: string, count: number | null) => readonly string[]

export interface PartSource<
  Key extends string,
  Word extends string,
  Options extends OptionShape,
  Lists extends Entries,
> {
  readonly family: PartFamily
  /** The kind or role of the part's entries in a plan's topology. Frozen. */
  readonly key: Key
  readonly word: Word
  readonly noun: string
  readonly subject: (keyof Options & string) | null
  readonly roles: readonly PartRole[]
  readonly options: Options
  readonly rules: readonly PartRule<z.output<StatedSchema<Word, Options>>>[]
  readonly inShortForm: (
    stated: z.output<StatedSchema<Word, Options>>,
    form: ShortForm,
  ) => z.input<StatedSchema<Word, Options>>
  /** Returns the part's machines. `namesSeated` names the people of a group. */
  readonly machines:
    | ((stated: z.output<StatedSchema<Word, Options>>, namesSeated: NamesSeated) => readonly Machine[])
    | null
  /** Returns the parts that a line joins, each with every other. */
  readonly ends: ((stated: z.output<StatedSchema<Word, Options>>) => readonly string[]) | null
  /** Returns the topology lists that the part adds to. `values` are its stated options. */
  readonly lists: (values: KindSchema<Key, Options>) => Lists
  readonly contribute: (
    stated: z.output<StatedSchema<Word, Options>>,
    place: Place,
  ) => { readonly [List in keyof Lists]: readonly z.input<Lists[List]>[] }
  readonly entryNames: { readonly [Name in keyof Options]?: string }
  readonly texts: { readonly [List in keyof Lists]: (entry: z.output<Lists[List]>) => string }
  readonly docs: PartDocs<Options>
}

export interface PartDocs<Options extends OptionShape> {
  readonly summary: string
  readonly options: { readonly [Name in keyof Options]: string }
  readonly example: Written<Options>
}
