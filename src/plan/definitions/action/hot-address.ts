import type { z } from 'zod'

import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { accountField } from './account-field.ts'
import type { documentChoiceSchema, registerSchema } from './places.ts'
import type { WorkDay } from './work-day.ts'

/** How long one address is hot, and how much of that the people who meet there come apart. */
const slotUs = 60_000_000
const meetWithinUs = 10_000_000

/** The register and the document to which everybody goes who meets somebody in a time slot, and when. */
export interface HotAddress {
  readonly fromUs: number
  readonly register: z.infer<typeof registerSchema>
  readonly document: z.infer<typeof documentChoiceSchema>
}

/**
 * Drawn from the file and the time slot alone. Two people who meet in one slot go to the same address at the same
 * time, and neither of them knows of the other.
 */
export const hotAddressAt = ({ draws, file, accounts }: WorkDay, atUs: number): HotAddress => {
  const slot = Math.floor(atUs / slotUs)
  const key = draws.pick(accounts, file, slot, workCauses.account)
  const field = accountField(draws.unit(file, slot, workCauses.field))
  const offsetUs = draws.between(0, slotUs - meetWithinUs, file, slot, workCauses.meeting)
  return {
    fromUs: slot * slotUs + offsetUs,
    register: { table: fileNames.accounts, key, field },
    document: { key: `${file} ${slot}`, among: '' },
  }
}

/** When the person of an item comes to a hot address. */
export const meetsAtUs = ({ draws }: WorkDay, id: string, { fromUs }: HotAddress): number =>
  fromUs + draws.between(0, meetWithinUs, id, workCauses.whom)
