import { z } from 'zod'

import { mixSchema } from './definitions/action/index.ts'
import { statedFaultSchemas } from './definitions/fault/index.ts'
import { accessPartSchema, copyPartSchema, partSchema } from './definitions/part/index.ts'
import { statedPolicySchemas } from './definitions/policy/index.ts'
import { peopleSchema } from './people-spec.ts'
import { sometimesSchema } from './sometimes-spec.ts'
import { durationUs, name } from './spec-parts.ts'

const share = z.number().min(0).max(1)

export const workSchema = z.strictObject({
  kind: z.literal('work'),
  /** The role whose people do this work. Null for all roles without work of their own. */
  role: name.nullable(),
  /** Everybody opens their copy within this time from the start of the day. */
  openWithinUs: durationUs,
  editEveryUs: z.number().int().positive(),
  documentShare: share,
  documentBytes: z.tuple([z.number().int().positive(), z.number().int().positive()]),
  /** The share of edits and saves that go to the hot address of their time. */
  meetingShare: share,
  /** Maps each action to its share of its work kind, if an author changed it. */
  mix: mixSchema,
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
  people: z.array(peopleSchema).default([]),
  parts: z.array(partSchema).min(1),
  copies: z.array(copyPartSchema).min(1),
  /** Data stores, directories and session desks. Empty if everybody may do everything. */
  access: z.array(accessPartSchema),
  day: z.strictObject({
    startsAtMinute: z.number().int().min(0).max(1439),
    lengthUs: z.number().int().positive(),
  }),
  work: z.array(workSchema).min(1),
  faults: z.array(faultSchema),
  policies: z.array(policySchema),
  expectConflictsMin: z.number().int().nonnegative(),
  sometimes: z.array(sometimesSchema).default([]),
})

export type Work = z.infer<typeof workSchema>
export type FaultPart = z.infer<typeof faultSchema>
export type PolicyPart = z.infer<typeof policySchema>
export type ScenarioSpec = z.infer<typeof scenarioSpecSchema>
