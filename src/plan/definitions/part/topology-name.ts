import { z } from 'zod'

/** The name of a part in a topology, where groups are spelled out. */
export const topologyName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')
