import { z } from 'zod'

import { sometimesSchema } from './sometimes-spec.ts'
import { topologySchema } from './topology.ts'

/** A register by name: all the world agrees on it before the run. */
const registerTarget = z.strictObject({
  kind: z.literal('register'),
  table: z.string(),
  key: z.string(),
  field: z.string(),
})

/**
 * One document among those this person sees at that moment whose name begins with `among`, chosen by rendezvous over
 * `key`: an item taken out of the plan binds no other one anew.
 */
const pickTarget = z.strictObject({ kind: z.literal('pick-document'), key: z.string(), among: z.string() })

/** What an earlier item made; the item is skipped where that is not visible. */
const madeByTarget = z.strictObject({ kind: z.literal('made-by'), item: z.string(), field: z.string() })

/** A host, a link or a VPN of the topology. */
const partTarget = z.strictObject({ kind: z.literal('part'), part: z.string() })

/** Somebody as the firm knows them. */
const accountTarget = z.strictObject({ kind: z.literal('account'), user: z.string() })

const copyTarget = z.strictObject({ kind: z.literal('copy'), copy: z.string() })

export const targetSchema = z.discriminatedUnion('kind', [
  registerTarget,
  pickTarget,
  madeByTarget,
  partTarget,
  copyTarget,
  accountTarget,
])

/** What a person does, or what befalls a part of the world. */
export const itemKindSchema = z.enum([
  'open-copy',
  'edit-field',
  'create-record',
  'save-document',
  'create-document',
  'drop-vpn',
  'take-sessions',
  'revoke-right',
  'write-at-branch',
  'stop-directory',
  'recycle',
  'stop-server',
  'slow-server',
  'fail-nas',
  'restart-balancer',
  'drain',
  'cut-power',
  'lose-disk',
  'restore-backup',
  'clone-folder',
  'abandon-copy',
  'set-clock',
])

const parameterSchema = z.union([z.string(), z.number(), z.boolean()])

export const planItemSchema = z.strictObject({
  id: z.string().min(1),
  atUs: z.number().int().nonnegative(),
  actor: z.string().min(1),
  kind: itemKindSchema,
  target: targetSchema,
  parameters: z.record(z.string(), parameterSchema),
})

export const planPolicySchema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['resolve-conflicts', 'take-turns', 'relay-to-parent']),
  actors: z.array(z.string()),
  parameters: z.record(z.string(), parameterSchema),
})

/**
 * All that a run is asked to do, as data. Times are microseconds since the world began; the world's wall clock
 * begins at `startsAtMs` (milliseconds since 1970). The run ends at `endsAtUs`, and may then heal for `healUs`.
 */
export const planSchema = z.strictObject({
  schema: z.literal('shakedown.plan/1'),
  scenario: z.string(),
  topology: topologySchema,
  seed: z.number().int().min(0).max(4_294_967_295),
  form: z.enum(['full', 'short']),
  startsAtMs: z.number().int(),
  endsAtUs: z.number().int().positive(),
  healUs: z.number().int().nonnegative(),
  expectedConflictsMin: z.number().int().nonnegative(),
  sometimes: z.array(sometimesSchema).default([]),
  clientFile: z.strictObject({
    name: z.string(),
    tables: z.array(
      z.strictObject({ table: z.string(), keys: z.array(z.string()), fields: z.array(z.string()) }),
    ),
    documents: z.array(z.strictObject({ name: z.string(), sizeBytes: z.number().int().positive() })),
  }),
  items: z.array(planItemSchema),
  policies: z.array(planPolicySchema),
})

export type Form = z.infer<typeof planSchema>['form']
export type Target = z.infer<typeof targetSchema>
export type PlanItem = z.infer<typeof planItemSchema>
export type PlanPolicy = z.infer<typeof planPolicySchema>
export type Plan = z.infer<typeof planSchema>
