import type { AccessFault } from '../../plan/access-spec.ts'
import { faultIds } from '../../plan/keys/fault-ids.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import type { PlanItem } from '../../plan/plan.ts'
import type { FaultPart, ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Stream } from '../kernel/index.ts'
import { usersOf } from './topology-of.ts'

/** What befalls data stores, directories and accounts; several that befall one thing are told apart by number. */
export const drawAccessFaults = (spec: ScenarioSpec, stream: Stream): PlanItem[] => {
  const faults = spec.faults.filter(isAccessFault)
  const revoked = new Set<string>()
  return faults.map((fault, index): PlanItem => {
    const base = { id: faultIds.accessFault(fault.kind, index + 1), atUs: fault.atUs, actor: 'world' }
    switch (fault.kind) {
      case 'wan-cut':
        return { ...base, kind: 'drop-vpn', target: part(fault.vpn), parameters: lasting(fault.lastsUs) }
      case 'directory-down':
        return {
          ...base,
          kind: 'stop-directory',
          target: part(fault.directory),
          parameters: lasting(fault.lastsUs),
        }
      case 'branch-write':
        return { ...base, kind: 'write-at-branch', target: part(fault.branch), parameters: {} }
      case 'right-revoked': {
        const still = usersOf(spec, fault.among).filter((user) => !revoked.has(user))
        const user = stream.pick(still, base.id, faultCauses.whom)
        revoked.add(user)
        const parameters = { what: fault.what, ...(fault.lastsUs === null ? {} : lasting(fault.lastsUs)) }
        return { ...base, kind: 'revoke-right', target: { kind: 'account', user }, parameters }
      }
    }
  })
}

export const isAccessFault = (fault: FaultPart): fault is AccessFault =>
  fault.kind === 'wan-cut' ||
  fault.kind === 'right-revoked' ||
  fault.kind === 'branch-write' ||
  fault.kind === 'directory-down'

const part = (id: string) => ({ kind: 'part', part: id }) as const

const lasting = (lastsUs: number) => ({ lastsUs })
