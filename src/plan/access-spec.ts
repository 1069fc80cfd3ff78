import { z } from 'zod'

import { name } from './spec-parts.ts'

const everyUs = z.number().int().positive()

/** The data store that takes writes, and its settings for branches. */
export const dataCentreSchema = z.strictObject({
  kind: z.literal('data-centre'),
  id: name.describe('The name of the data store.'),
  on: name.describe('The machine that holds it.'),
  retentionUs: everyUs.describe('How long it keeps changes for its branches.'),
  beatUs: everyUs.describe('The time between two heartbeats.'),
})

/** A data store that follows a centre. Loses the share `lost` of the centre's answers. */
export const branchOfficeSchema = z.strictObject({
  kind: z.literal('branch-office'),
  id: name.describe('The name of the data store.'),
  on: name.describe('The machine that holds it.'),
  of: name.describe('The data store of its centre.'),
  pollUs: everyUs.describe('The time between two polls of the centre.'),
  lost: z.number().min(0).max(0.5).describe('The share of answers that are lost.'),
})

export const directorySchema = z.strictObject({
  kind: z.literal('directory'),
  id: name.describe('The name of the directory.'),
  on: name.describe('The machine that it runs on.'),
})

/** Logs people in at a server instance, by a data store's facts and a directory's word. */
export const sessionDeskSchema = z.strictObject({
  kind: z.literal('session-desk'),
  at: name.describe('The server at which people log on.'),
  facts: name.describe('The data store that says who may do what.'),
  directory: name.describe('The directory that knows people.'),
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
  centres: z.array(dataCentreSchema).describe('Data stores that take writes.'),
  branches: z.array(branchOfficeSchema).describe('Data stores that follow a centre.'),
  directories: z.array(directorySchema).describe('Directories of people.'),
  desks: z.array(sessionDeskSchema).describe('Servers at which people log on.'),
  lifeUs: everyUs.describe('How long a token is valid.'),
  graceUs: everyUs.describe('How long a token is renewed while the directory is down.'),
})

export type AccessTopology = z.infer<typeof accessTopologySchema>
export type SessionDesk = z.infer<typeof sessionDeskSchema>
export type BranchOffice = z.infer<typeof branchOfficeSchema>
export type DataCentre = z.infer<typeof dataCentreSchema>
