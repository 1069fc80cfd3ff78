import { z } from 'zod'

import { statedFaultSchemas } from './definitions/fault/index.ts'
import { accessPartSchema, copyPartSchema, partSchema } from './definitions/part/index.ts'
import { statedPolicySchemas } from './definitions/policy/index.ts'
import { sometimesSchema } from './sometimes-spec.ts'
import { durationUs, name } from './spec-parts.ts'

const share = z.number().min(0).max(1)

export const workSchema = z.strictObject({
  kind: z.literal('work'),
  /** Everybody opens their copy within this time from the start of the day. */
  openWithinUs: durationUs,
  editEveryUs: z.number().int().positive(),
  documentShare: share,
  documentBytes: z.tuple([z.number().int().positive(), z.number().int().positive()]),
  /** The share of edits at a register where someone else is writing. */
  meetingShare: share,
  thinkUs: z.tuple([durationUs, durationUs]),
})

const faultSchema = z.discriminatedUnion('kind', statedFaultSchemas)

const policySchema = z.discriminatedUnion('kind', statedPolicySchemas)

/** A scenario as data: made by the author's kit, and the only source of plans. */
export const scenarioSpecSchema = z.strictObject({
  kind: z.literal('scenario'),
  name,
  story: z.string().min(1),
  file: z.strictObject({
    name: z.string().min(1),
    accounts: z.number().int().min(1),
    documentsEach: z.number().int().min(1),
  }),
  parts: z.array(partSchema).min(1),
  copies: z.array(copyPartSchema).min(1),
  /** Data stores, directories and session desks. Empty if everybody may do everything. */
  access: z.array(accessPartSchema),
  day: z.strictObject({
    startsAtMinute: z.number().int().min(0).max(1439),
    lengthUs: z.number().int().positive(),
  }),
  work: workSchema,
  faults: z.array(faultSchema),
  policies: z.array(policySchema),
  expectConflictsMin: z.number().int().nonnegative(),
  sometimes: z.array(sometimesSchema).default([]),
})

export type Work = z.infer<typeof workSchema>
export type FaultPart = z.infer<typeof faultSchema>
export type PolicyPart = z.infer<typeof policySchema>
export type ScenarioSpec = z.infer<typeof scenarioSpecSchema>
