import type { z } from 'zod'

import { type OptionShape, refuseOthers, stateOptions, type Written } from './option-shape.ts'

interface Defined<Options extends OptionShape, Stated extends z.ZodType> {
  readonly word: string
  readonly kind: string
  readonly options: Options
  readonly stated: Stated
}

type OptionsLeft<Left> = [keyof Left] extends [never]
  ? []
  : object extends Left
    ? [options?: Left]
    : [options: Left]

/** Makes a word whose subject is written first: `vpnDrops('office-vpn', { times: 3 })`. */
export const wordOf =
  <Options extends OptionShape, Stated extends z.ZodType, Subject extends keyof Options & string>(
    definition: Defined<Options, Stated> & { readonly subject: Subject },
  ) =>
  (
    subject: Written<Options>[Subject & keyof Written<Options>],
    ...options: OptionsLeft<Omit<Written<Options>, Subject>>
  ): z.infer<Stated> => {
    const what = `${definition.word} "${String(subject)}"`
    const written = writtenOptions(what, definition, options)
    return stateOptions(what, definition, { ...written, [definition.subject]: subject })
  }

/** Makes a word that takes only options. */
export const plainWordOf =
  <Options extends OptionShape, Stated extends z.ZodType>(
    definition: Defined<Options, Stated> & { readonly subject: null },
  ) =>
  (...options: OptionsLeft<Written<Options>>): z.infer<Stated> =>
    stateOptions(definition.word, definition, writtenOptions(definition.word, definition, options))

const writtenOptions = (
  what: string,
  definition: { readonly options: OptionShape; readonly subject: string | null },
  [options]: readonly unknown[],
): Readonly<Record<string, unknown>> => {
  const needsOne = Object.entries(definition.options).some(
    ([name, { usual }]) => usual === null && name !== definition.subject,
  )
  refuseOthers(what, definition, options === undefined && !needsOne ? {} : options)
  return Object.assign({}, options)
}
