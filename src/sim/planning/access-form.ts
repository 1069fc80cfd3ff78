import type { AccessPart } from '../../plan/access-spec.ts'
import type { FaultPart } from '../../plan/scenario-spec.ts'
import { isAccessFault } from './draw-access-faults.ts'

/** The rules are never shorter than this: a client that renews half-way needs some polls in between. */
const shortestUs = 10_000_000

/**
 * What is measured in hours shrinks as the day does, so that a cut longer than retention is so in the short form, too. How often
 * stores look at each other stays.
 */
export const accessInForm = (part: AccessPart, scale: number): AccessPart => {
  if (part.kind === 'session-rules')
    return { ...part, lifeUs: scaled(part.lifeUs, scale), graceUs: scaled(part.graceUs, scale) }
  if (part.kind === 'data-centre') return { ...part, retentionUs: scaled(part.retentionUs, scale) }
  return part
}

export const faultInForm = (fault: FaultPart, scale: number): FaultPart => {
  if (!isAccessFault(fault)) return fault
  const atUs = Math.round(fault.atUs * scale)
  if (!('lastsUs' in fault)) return { ...fault, atUs }
  if (fault.kind === 'right-revoked')
    return { ...fault, atUs, lastsUs: fault.lastsUs === null ? null : scaled(fault.lastsUs, scale) }
  return { ...fault, atUs, lastsUs: scaled(fault.lastsUs, scale) }
}

const scaled = (us: number, scale: number): number => Math.max(shortestUs, Math.round(us * scale))
