import { type AccessFaultId, faultIds } from '../../keys/fault-ids.ts'
import type { FaultDay } from './fault-day.ts'

/** Kinds whose items share one numbering. It decides ids, so a new fault stays out of it. */
const numberedTogether: readonly string[] = [
  'wan-cut',
  'right-revoked',
  'branch-write-attempted',
  'directory-down',
]

export const accessFaultId = (key: AccessFaultId, { faults, number }: FaultDay): string => {
  const earlier = faults.slice(0, number).filter(({ kind }) => numberedTogether.includes(kind))
  return faultIds.accessFault(key, earlier.length)
}
