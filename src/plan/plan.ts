import { z } from 'zod'

import { actionItemSchemas } from './definitions/action/index.ts'
import { faultItemSchemas } from './definitions/fault/index.ts'
import { planPolicySchema } from './definitions/policy/index.ts'
import { personSchema } from './planned-person.ts'
import { sometimesSchema } from './sometimes-spec.ts'
import { topologySchema } from './topology.ts'

/** Raised whenever an earlier plan would replay differently. */
export const planSchemaName = 'shakedown.plan/3'

const version = z.literal(1).describe('The version of the section.')

export const peopleSectionSchema = z
  .strictObject({ version, people: z.array(personSchema).min(1).describe('Everybody who works that day.') })
  .describe('The people of a day.')

export const workSectionSchema = z
  .strictObject({
    version,
    items: z.array(z.discriminatedUnion('kind', actionItemSchemas)).describe('Actions by time.'),
  })
  .describe('The actions of people. It names no machine, so it is the same on every topology.')

export const faultsSectionSchema = z
  .strictObject({
    version,
    items: z.array(z.discriminatedUnion('kind', faultItemSchemas)).describe('Faults by time.'),
  })
  .describe('The faults of the day.')

export const policiesSectionSchema = z
  .strictObject({ version, policies: z.array(planPolicySchema).describe('Rules that hold all day.') })
  .describe('The rules that people and copies follow.')

/**
 * A run's whole input as data: a common day and five sections, each with its own version. Times are microseconds
 * since the world began.
 */
export const planSchema = z.strictObject({
  schema: z.literal(planSchemaName).describe('The version of this format.'),
  scenario: z.string().describe('The name of the scenario.'),
  topology: z
    .strictObject({ version, ...topologySchema.shape })
    .describe('Machines, lines, copies and servers.'),
  people: peopleSectionSchema,
  seed: z
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .describe('The seed that drew the plan. It also seeds the chance of the world.'),
  form: z
    .enum(['full', 'short'])
    .describe('A full day, or the short form: 30 minutes, 8 people, session limits of 5.'),
  startsAtMs: z.number().int().describe('The wall clock at the beginning, counted from 1970.'),
  endsAtUs: z.number().int().positive().describe('The end of the day. Faults end, and copies heal.'),
  healUs: z.number().int().nonnegative().describe('The longest time for healing.'),
  expectedConflictsMin: z.number().int().nonnegative().describe('A run with fewer conflicts fails.'),
  sometimes: z.array(sometimesSchema).default([]).describe('Events that must happen in some of many seeds.'),
  clientFile: z
    .strictObject({
      name: z.string().describe('The name of the client file.'),
      tables: z
        .array(
          z.strictObject({
            table: z.string().describe('The name of the table.'),
            keys: z.array(z.string()).describe('The keys of its records.'),
            fields: z.array(z.string()).describe('The fields of each record.'),
          }),
        )
        .describe('Tables with their records.'),
      documents: z
        .array(
          z.strictObject({
            name: z.string().describe('The name of the document.'),
            sizeBytes: z.number().int().positive().describe('The size of the document.'),
          }),
        )
        .describe('Documents in the file.'),
    })
    .describe('The contents of the client file before the day.'),
  work: workSectionSchema,
  faults: faultsSectionSchema,
  policies: policiesSectionSchema,
})

export type Form = z.infer<typeof planSchema>['form']
export type Plan = z.infer<typeof planSchema>
export type PlanItem = Plan['work']['items'][number] | Plan['faults']['items'][number]

/** Returns all items of a plan by time, then by id. */
export const itemsOf = ({ work, faults }: Plan): readonly PlanItem[] =>
  [...work.items, ...faults.items].sort((a, b) => a.atUs - b.atUs || (a.id < b.id ? -1 : 1))
