import { z } from 'zod'

import { accessFaultSchemas, accessPartSchema } from './access-spec.ts'
import { mishapSchemas } from './mishap-spec.ts'
import {
  balancerRestartsSchema,
  drainsSchema,
  loadBalancerSchema,
  nasFailsSchema,
  nasSchema,
  recyclesSchema,
  serverDiesSchema,
  serverFlapsSchema,
  serverHostSchema,
  serverSlowsSchema,
  syncServerSchema,
} from './server-spec.ts'
import { sometimesSchema } from './sometimes-spec.ts'
import { durationUs, name } from './spec-parts.ts'

const rate = z.number().positive()
const share = z.number().min(0).max(1)

export const workstationSchema = z.strictObject({
  kind: z.literal('workstation'),
  id: name,
  user: name,
  /** Inbound sessions; null for a machine without a limit. */
  sessionLimit: z.number().int().min(3).nullable(),
})

export const fileServerSchema = z.strictObject({ kind: z.literal('file-server'), id: name })

export const laptopsSchema = z.strictObject({
  kind: z.literal('laptops'),
  id: name,
  count: z.number().int().min(1).max(400),
})

export const routerPartSchema = z.strictObject({
  kind: z.literal('router'),
  id: name,
  joins: z.array(name).min(1),
  latencyUs: durationUs,
  bytesPerSecond: rate,
  capacityBytesPerSecond: rate,
})

export const vpnPartSchema = z.strictObject({
  kind: z.literal('vpn'),
  id: name,
  from: name,
  to: name,
  latencyUs: durationUs,
  bytesPerSecond: rate,
  redialUs: durationUs,
})

export const partSchema = z.discriminatedUnion('kind', [
  workstationSchema,
  fileServerSchema,
  laptopsSchema,
  routerPartSchema,
  vpnPartSchema,
  serverHostSchema,
  nasSchema,
  syncServerSchema,
  loadBalancerSchema,
])

export const copyPartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parent-file'), id: name, on: name }),
  z.strictObject({
    kind: z.literal('peer-parent'),
    id: name,
    on: name,
    of: name.nullable(),
    through: name.optional(),
  }),
  z.strictObject({ kind: z.literal('sync-copies'), on: name, of: name, through: name.optional() }),
])

export const workSchema = z.strictObject({
  kind: z.literal('work'),
  /** Everybody opens their copy within this time from the start of the day. */
  openWithinUs: durationUs,
  editEveryUs: z.number().int().positive(),
  documentShare: share,
  documentBytes: z.tuple([z.number().int().positive(), z.number().int().positive()]),
  /** The share of edits that go where someone else is writing. */
  meetingShare: share,
  thinkUs: z.tuple([durationUs, durationUs]),
})

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('vpn-drops'),
    vpn: name,
    times: z.number().int().min(1),
    insideTransfer: z.number().int().nonnegative(),
    lastingUs: z.tuple([durationUs, durationUs]),
  }),
  /** A program of someone else's that takes every free session of a host and never lets go. */
  z.strictObject({ kind: z.literal('session-holder'), host: name, atUs: durationUs }),
  ...accessFaultSchemas,
  recyclesSchema,
  serverDiesSchema,
  serverSlowsSchema,
  serverFlapsSchema,
  nasFailsSchema,
  balancerRestartsSchema,
  drainsSchema,
  ...mishapSchemas,
])

export const policySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resolve-conflicts'), afterUs: durationUs, share }),
  z.strictObject({
    kind: z.literal('take-turns'),
    holdUs: durationUs,
    retryUs: durationUs,
    /** Turns are as short as exchanges allow, `holdUs` at most. */
    adapts: z.literal(true).optional(),
  }),
])

/** A scenario as data: what the author's kit makes, and all that a plan is drawn from. */
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
  /** Data stores, directories, and where people are let in; empty where everybody may do everything. */
  access: z.array(accessPartSchema),
  day: z.strictObject({
    startsAtMinute: z.number().int().min(0).max(1439),
    lengthUs: z.number().int().positive(),
  }),
  work: workSchema,
  faults: z.array(faultSchema),
  policies: z.array(policySchema),
  expectConflictsMin: z.number().int().nonnegative(),
  /** What must have happened in some of many seeds. */
  sometimes: z.array(sometimesSchema).default([]),
})

export type Part = z.infer<typeof partSchema>
export type CopyPart = z.infer<typeof copyPartSchema>
export type Work = z.infer<typeof workSchema>
export type FaultPart = z.infer<typeof faultSchema>
export type PolicyPart = z.infer<typeof policySchema>
export type ScenarioSpec = z.infer<typeof scenarioSpecSchema>
