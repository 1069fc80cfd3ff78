import type { z } from 'zod'

import { workCauses } from '../../keys/plan-causes.ts'
import { fileNames } from '../../keys/work-ids.ts'
import { accountField } from './account-field.ts'
import type { documentChoiceSchema, registerSchema } from './places.ts'
import type { WorkDay } from './work-day.ts'

/** How long one address is hot (docs/work-of-people.md). */
const slotUs = 60_000_000
/** The time within which everybody arrives at the hot address. */
const meetWithinUs = 10_000_000

/** The register that everybody edits in a time slot. */
export interface HotAddress {
  readonly fromUs: number
  readonly register: z.infer<typeof registerSchema>
  readonly document: z.infer<typeof documentChoiceSchema>
}

/** Drawn from the file and the time slot alone: people meet without reading each other's items. */
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

export const meetsAtUs = ({ draws }: WorkDay, id: string, { fromUs }: HotAddress): number =>
  fromUs + draws.between(0, meetWithinUs, id, workCauses.whom)
