import { defaultRetentionMs } from '../../access/store/index.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** From `72h`, `30m` or `3d`. Throws CommandFailure. */
export const retentionMsOf = (text: string | undefined): number => {
  if (text === undefined) return defaultRetentionMs
  const [, digits = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const ms = Number(digits) * (unitMs[unit as keyof typeof unitMs] ?? 0)
  if (ms > 0) return ms
  throw new CommandFailure(
    failureCodes.usage,
    `"${text}" is no time for which changes are kept: give a number with s, m, h or d, such as 72h. Nothing was changed.`,
  )
}
