import type { BranchOffice } from '../../plan/definitions/part/branch-office.ts'
import type { SimAccess } from '../access/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { AccessRecording, LongCut } from '../record/index.ts'
import type { World } from '../world/index.ts'

export const accessRecordingOf = (world: World, faults: FaultLog): AccessRecording | null => {
  const { access } = world
  if (!access) return null
  const { log, centre, branches, topology, windowMs: stalenessBoundMs } = access
  return {
    centre: centre.spec.id,
    stalenessBoundMs,
    requiresLogOn: topology.desks.length > 0,
    branches: branches.map(({ spec }) => spec.id),
    history: log.history,
    served: log.served,
    attempts: log.attempts,
    longCuts: branches.flatMap(({ spec }) => longCuts(world, access, { spec, faults })),
    revocations: log.revocations,
    sendings: log.sendings,
    deniedRequests: log.deniedRequests,
  }
}

interface BranchFaults {
  readonly spec: BranchOffice
  readonly faults: FaultLog
}

/** Cuts of the line to the centre that surely outlasted its retention. */
const longCuts = (world: World, { centre }: SimAccess, { spec, faults }: BranchFaults): LongCut[] => {
  const ends = [spec.on, centre.spec.on]
  const lines = world.plan.topology.vpns.filter(({ from, to }) => ends.includes(from) && ends.includes(to))
  const { retentionUs, beatUs } = centre.spec
  // This close to retention, the outcome depends on the time of the last poll.
  const sureUs = retentionUs + 3 * (beatUs + spec.pollUs)
  return faults.entries().flatMap(({ outage, target, fromUs, toUs }) => {
    const isTheirs = outage === 'line' && lines.some(({ id }) => id === target)
    return isTheirs && toUs !== null && toUs - fromUs > sureUs ? [{ branch: spec.id, fromUs, toUs }] : []
  })
}
