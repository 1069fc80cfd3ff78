import { z } from 'zod'

import { topologyName } from './topology-name.ts'

export const machineShape = {
  id: topologyName.describe('The name of the machine.'),
  user: z.string().nullable().describe('The person who works there; null if nobody does.'),
  sessionLimit: z
    .number()
    .int()
    .min(1)
    .nullable()
    .describe('Inbound sessions that its share accepts; null means no limit.'),
  cores: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Requests that the processors of a server handle at one moment.'),
}

export type Machine = z.infer<z.ZodObject<typeof machineShape>>

export const bareMachine = (id: string): Machine => ({ id, user: null, sessionLimit: null })
