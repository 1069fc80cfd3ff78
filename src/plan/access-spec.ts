import { z } from 'zod'

import { name } from './spec-parts.ts'

const everyUs = z.number().int().positive()

/** The data store that takes writes, and its settings for branches. */
export const dataCentreSchema = z.strictObject({
  kind: z.literal('data-centre'),
  id: name,
  on: name,
  retentionUs: everyUs,
  beatUs: everyUs,
})

/** A data store that follows a centre. Loses the share `lost` of the centre's answers. */
export const branchOfficeSchema = z.strictObject({
  kind: z.literal('branch-office'),
  id: name,
  on: name,
  of: name,
  pollUs: everyUs,
  lost: z.number().min(0).max(0.5),
})

export const directorySchema = z.strictObject({ kind: z.literal('directory'), id: name, on: name })

/** Logs people in at a server instance, by a data store's facts and a directory's word. */
export const sessionDeskSchema = z.strictObject({
  kind: z.literal('session-desk'),
  at: name,
  facts: name,
  directory: name,
})

/** How long a token is valid, and how long it is renewed while the directory is down. */
export const sessionRulesSchema = z.strictObject({
  kind: z.literal('session-rules'),
  lifeUs: everyUs,
  graceUs: everyUs,
})

export const accessPartSchema = z.discriminatedUnion('kind', [
  dataCentreSchema,
  branchOfficeSchema,
  directorySchema,
  sessionDeskSchema,
  sessionRulesSchema,
])

export type AccessPart = z.infer<typeof accessPartSchema>

/** The same, as a topology states it: with every default filled in. */
export const accessTopologySchema = z.strictObject({
  centres: z.array(dataCentreSchema),
  branches: z.array(branchOfficeSchema),
  directories: z.array(directorySchema),
  desks: z.array(sessionDeskSchema),
  lifeUs: everyUs,
  graceUs: everyUs,
})

export type AccessTopology = z.infer<typeof accessTopologySchema>
export type SessionDesk = z.infer<typeof sessionDeskSchema>
export type BranchOffice = z.infer<typeof branchOfficeSchema>
export type DataCentre = z.infer<typeof dataCentreSchema>
