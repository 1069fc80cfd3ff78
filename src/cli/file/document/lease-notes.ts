import type { Disk } from '../../../engine/ports/index.ts'
import { jsonBytes, parseJson, paths } from '../../../engine/storage/folder/index.ts'

/** The end of each lease that this copy was granted, by document, on the clock of the share that granted it. */
export type LeaseNotes = Readonly<Record<string, number>>

/** Returns nothing if the notes cannot be read: the share has the truth. */
export const leaseNotes = (disk: Disk): LeaseNotes => {
  const json = parseJson(disk.read(paths.leaseNotes)) ?? {}
  return Object.fromEntries(
    Object.entries(json).flatMap(([subject, untilMs]) =>
      typeof untilMs === 'number' ? [[subject, untilMs] as const] : [],
    ),
  )
}

export const noteLease = (disk: Disk, subject: string, untilMs: number): void =>
  disk.writeWhole(paths.leaseNotes, jsonBytes({ ...leaseNotes(disk), [subject]: untilMs }))

export const forgetLease = (disk: Disk, subject: string): void => {
  const { [subject]: forgotten, ...others } = leaseNotes(disk)
  if (forgotten !== undefined) disk.writeWhole(paths.leaseNotes, jsonBytes(others))
}
