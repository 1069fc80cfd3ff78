import { z } from 'zod'

import { durationUs, name } from './spec-parts.ts'

/** On some of the machines that `on` names: so often, each time on another one as long as there are some. */
const onMachines = { on: name, times: z.number().int().min(1) }
const lastingUs = z.tuple([durationUs, durationUs])

/** What befalls a machine and the copy on it. */
export const mishapSchemas = [
  /** What was not flushed is gone or torn; the copy is opened again from its folder. */
  z.strictObject({ kind: z.literal('power-cut'), ...onMachines, lastingUs }),
  /** A machine is lost for good, with its disk; so much later there is another one, with a fresh copy. */
  z.strictObject({ kind: z.literal('disk-dies'), ...onMachines, lastingUs }),
  /** The folder is put back to what it was so long before. */
  z.strictObject({ kind: z.literal('restored-from-backup'), ...onMachines, ageUs: durationUs }),
  /** The folder is copied to another machine, and both work on. */
  z.strictObject({ kind: z.literal('cloned-folder'), on: name, to: name }),
  /** Somebody is offline for so long; meanwhile the copy above gives theirs up. */
  z.strictObject({ kind: z.literal('copy-abandoned'), ...onMachines, awayUs: durationUs }),
  /** Below zero, the clock is behind. */
  z.strictObject({ kind: z.literal('clock-wrong'), ...onMachines, aheadUs: z.number().int(), lastingUs }),
] as const

const mishapSchema = z.discriminatedUnion('kind', [...mishapSchemas])

export type Mishap = z.infer<typeof mishapSchema>

export const isMishap = <F extends { readonly kind: string }>(fault: F): fault is F & Mishap =>
  mishapSchemas.some(({ shape }) => shape.kind.value === fault.kind)
