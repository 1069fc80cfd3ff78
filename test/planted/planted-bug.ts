import { z } from 'zod'

/** Replaces one text of a source file. It must occur there exactly once. */
const editSchema = z.strictObject({
  find: z.string().min(1),
  replace: z.string(),
  /** The file to edit, if it is not the bug's own. */
  file: z.string().startsWith('src/').optional(),
})

/** Why no check noticed a bug. */
const reasonSchema = z.enum([
  /** The work never does it. */
  'A',
  /** The fault is never injected. */
  'B',
  /** No check looks. */
  'C',
  /** A bound is loose, or another mechanism covers. */
  'D',
  /** The engine's limits are too large for a short day. */
  'E',
])

/** The result of the first recall measurement, kept for comparison. `by` names checks, or a crash. */
const measuredSchema = z.discriminatedUnion('found', [
  z.strictObject({ found: z.literal(true), by: z.array(z.string()).min(1) }),
  z.strictObject({ found: z.literal(false), reason: reasonSchema, why: z.string().min(1) }),
])

/** A mistake that a competent engineer could make, as edits of the sources. The harness has to notice it. */
export const plantedBugSchema = z.strictObject({
  id: z.string().regex(/^\d{2,3}$/),
  family: z.string().min(1),
  title: z.string().min(1),
  file: z.string().startsWith('src/'),
  edits: z.array(editSchema).min(1),
  measured: measuredSchema,
})

export type PlantedBug = z.infer<typeof plantedBugSchema>
export type Edit = z.infer<typeof editSchema>
