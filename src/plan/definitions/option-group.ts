import { z } from 'zod'

import { refuseUnknownOptions } from '../written-options.ts'
import { type OptionShape, readOptions, statedShape, type StatedShape, type Written } from './option-shape.ts'
import type { Required } from './option.ts'

type GroupSchema<Options extends OptionShape> = z.ZodObject<StatedShape<Options>, z.core.$strict>

/** Groups related options in an object of their own. `texts` describe them for the reference. */
export const group = <const Options extends OptionShape>(
  options: Options,
  texts: { readonly [Name in keyof Options]: string },
): Required<Written<Options>, GroupSchema<Options>> => ({
  stated: z.strictObject(statedShape(options, texts)) as GroupSchema<Options>,
  unit: '',
  read: (written, place) => {
    refuseUnknownOptions(place, written, Object.keys(options))
    return readOptions(place, options, { ...written })
  },
  usual: null,
  names: null,
})
