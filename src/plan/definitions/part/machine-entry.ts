import { z } from 'zod'

import { topologyName } from './topology-name.ts'

/**
 * A machine in a topology, beside its kind. `sessionLimit` is the number of inbound sessions that its share accepts;
 * null means no limit.
 */
export const machineShape = {
  id: topologyName,
  user: z.string().nullable(),
  sessionLimit: z.number().int().min(1).nullable(),
  /** Of a server: the requests that its processors handle at one moment. */
  cores: z.number().int().min(1).optional(),
}

export type Machine = z.infer<z.ZodObject<typeof machineShape>>

export const bareMachine = (id: string): Machine => ({ id, user: null, sessionLimit: null })
