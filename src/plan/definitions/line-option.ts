import { z } from 'zod'

import { ScenarioError } from '../scenario-error.ts'
import { durationUs as durationUsSchema, name } from '../spec-parts.ts'
import { bytesPerSecond, type Duration, durationUs, type Rate } from '../units.ts'
import type { Required } from './option.ts'
import type { PartRole } from './part-roles.ts'

/** A geostationary satellite takes a quarter of a second. */
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

/** A bandwidth. Stated in bytes per second, under a name that says so. */
export const rate = (): Required<Rate, z.ZodNumber, ''> => ({
  stated: z.number().positive(),
  unit: '',
  read: bytesPerSecond,
  usual: null,
  names: null,
})

/** The names of several parts, one at least. */
export const partNames = (role: PartRole, verb: string): Required<readonly string[], NameList, ''> => ({
  stated: z.array(name).min(1),
  unit: '',
  read: (written) => (Array.isArray(written) ? [...written] : written),
  usual: null,
  names: { role, verb },
})

type NameList = z.ZodArray<typeof name>
