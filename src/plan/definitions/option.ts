import { z } from 'zod'

import { ScenarioError } from '../scenario-error.ts'
import { durationUs as durationUsSchema, name } from '../spec-parts.ts'
import { type Duration, durationUs } from '../units.ts'
import { risingPair } from '../written-options.ts'
import type { PartRole } from './part-roles.ts'

/**
 * An option of a word, as written by the author and as stated in the scenario. A stated number's name ends
 * with its unit: `lasting` in `Us` becomes `lastingUs`.
 */
export interface Option<Written, Stated extends z.ZodType, Unit extends string, Usual extends boolean> {
  readonly stated: Stated
  readonly unit: Unit
  /**
   * Turns the written value into the stated one. Throws ScenarioError, naming `place`, if it is malformed.
   */
  read(written: Written, place: string): unknown
  /** The stated name, if it differs from the option's name with its unit. */
  readonly statedAs?: string
  /** The default value. Null if the author must write one. */
  readonly usual: Usual extends true ? UsualValue<Stated> : null
  readonly names: { readonly role: PartRole; readonly verb: string } | null
}

type UsualValue<Stated extends z.ZodType> =
  | { readonly value: z.infer<Stated> | null }
  | { readonly sameAs: string }

export type Required<Written, Stated extends z.ZodType, Unit extends string = ''> = Option<
  Written,
  Stated,
  Unit,
  false
>

export const plain = <Stated extends z.ZodType>(stated: Stated): Required<z.infer<Stated>, Stated> => ({
  stated,
  unit: '',
  read: (written) => written,
  usual: null,
  names: null,
})

/** The name of a part of the scenario. `verb` completes the complaint "WORD VERB "x", but there is no such part". */
export const partName = (role: PartRole, verb = 'names') => ({ ...plain(name), names: { role, verb } })

export const ownName = () => plain(name)

export const count = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  plain(z.number().int().min(least).max(most))

export const factor = (least: number, most: number) => plain(z.number().min(least).max(most))

export const flag = () => plain(z.boolean())

export const choice = <const Word extends string>(
  words: readonly [Word, ...Word[]],
): Required<Word, z.ZodType<Word>> => plain<z.ZodType<Word>>(z.enum(words))

export const duration = (leastUs = 0): Required<Duration, z.ZodNumber, 'Us'> => ({
  stated: durationUsSchema.min(leastUs),
  unit: 'Us',
  read: durationUs,
  usual: null,
  names: null,
})

const pairUs = z.tuple([durationUsSchema, durationUsSchema])

/** A shortest and a longest time. Each item draws its own time between them. */
export const durationRange = (): Required<readonly [Duration, Duration], typeof pairUs, 'Us'> => ({
  stated: pairUs,
  unit: 'Us',
  read: (written, place) => {
    if (!Array.isArray(written) || written.length !== 2)
      throw new ScenarioError(`${place}: write the shortest and the longest time, as in ["20s", "4m"]`)
    const [shortest, longest] = written
    return risingPair(place, [durationUs(shortest, place), durationUs(longest, place)])
  },
  usual: null,
  names: null,
})

export const usually = <Written, Stated extends z.ZodType, Unit extends string>(
  option: Required<Written, Stated, Unit>,
  written: NoInfer<Written>,
): Option<Written, Stated, Unit, true> => ({
  ...option,
  usual: { value: option.stated.parse(option.read(written, 'the usual value')) },
})

export const orNone = <Written, Stated extends z.ZodType, Unit extends string>(
  option: Required<Written, Stated, Unit>,
): Option<Written, z.ZodNullable<Stated>, Unit, true> => ({
  ...option,
  stated: option.stated.nullable(),
  usual: { value: null },
})

/** Returns the option with another option's value as its default. */
export const usuallySameAs = <Written, Stated extends z.ZodType, Unit extends string>(
  option: Required<Written, Stated, Unit>,
  other: string,
): Option<Written, Stated, Unit, true> => ({ ...option, usual: { sameAs: other } })

export const orNull = <Written, Stated extends z.ZodType, Unit extends string>(
  option: Required<Written, Stated, Unit>,
): Required<Written | null, z.ZodNullable<Stated>, Unit> => ({
  ...option,
  stated: option.stated.nullable(),
  read: (written, place) => (written === null ? null : option.read(written, place)),
})

export const orAbsent = <Written, Stated extends z.ZodType, Unit extends string>(
  option: Required<Written, Stated, Unit>,
): Option<Written, z.ZodOptional<Stated>, Unit, true> => ({
  ...option,
  stated: option.stated.optional(),
  usual: { value: undefined },
})

/** Returns the option under another stated name. Apply this wrapper last. */
export const statedAs = <
  Source extends { readonly unit: string; readonly statedAs?: string },
  Name extends string,
>(
  option: Source,
  as: Name,
): Source & { readonly statedAs: Name } => ({ ...option, statedAs: as })
