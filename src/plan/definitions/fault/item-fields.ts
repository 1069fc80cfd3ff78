import { z } from 'zod'

import { durationUs, name } from '../../spec-parts.ts'

export const lastsUs = durationUs.describe('How long the fault lasts.')
export const machine = name.describe('The machine that the fault strikes.')
export const effect = z
  .number()
  .int()
  .min(1)
  .describe('The fault strikes before this effect on the disk, counted from `atUs`.')
