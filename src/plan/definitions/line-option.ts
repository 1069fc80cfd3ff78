import { z } from 'zod'

import { ScenarioError } from '../scenario-error.ts'
import { durationUs as durationUsSchema, name } from '../spec-parts.ts'
import { bytesPerSecond, type Duration, durationUs, type Rate } from '../units.ts'
import type { Required } from './option.ts'
import type { PartRole } from './part-roles.ts'

/** The greatest latency allowed. A geostationary satellite takes a quarter of a second. */
const latencyUsMax = 60_000_000

/** The one-way latency of a line. */
export const latency = (): Required<Duration, z.ZodNumber, 'Us'> => ({
  stated: durationUsSchema,
  unit: 'Us',
  read: (written, place) => {
    const us = durationUs(written, place)
    if (us <= latencyUsMax) return us
    throw new ScenarioError(`${place}: more than a minute was given, and no line is that slow; write "20ms"`)
  },
  usual: null,
  names: null,
})

/** A bandwidth, stated in bytes per second. */
export const rate = (): Required<Rate, z.ZodNumber, ''> => ({
  stated: z.number().positive(),
  unit: '',
  read: bytesPerSecond,
  usual: null,
  names: null,
})

/** A list of part names, with at least one name. */
export const partNames = (role: PartRole, verb: string): Required<readonly string[], NameList, ''> => ({
  stated: z.array(name).min(1),
  unit: '',
  read: (written) => (Array.isArray(written) ? [...written] : written),
  usual: null,
  names: { role, verb },
})

type NameList = z.ZodArray<typeof name>
