import type { BranchOffice } from '../../plan/access-spec.ts'
import type { Offices } from '../access/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { AccessRecording, LongCut } from '../record/index.ts'
import type { World } from '../world/index.ts'

/** What the checks judge of a firm's facts from; null where a world has none. */
export const accessRecordingOf = (world: World, faults: FaultLog): AccessRecording | null => {
  const { offices } = world
  if (!offices) return null
  const { log, centre, branches, access, windowMs } = offices
  return {
    centre: centre.spec.id,
    windowMs,
    hasDoors: access.desks.length > 0,
    branches: branches.map(({ spec }) => spec.id),
    history: log.history,
    served: log.served,
    attempts: log.attempts,
    longCuts: branches.flatMap(({ spec }) => longCuts(world, offices, { spec, faults })),
    revocations: log.revocations,
    sendings: log.sendings,
    turnedAway: log.turnedAway,
  }
}

interface Office {
  readonly spec: BranchOffice
  readonly faults: FaultLog
}

/** Cuts of the line to the centre after which its changes are surely kept no more. */
const longCuts = (world: World, { centre }: Offices, { spec, faults }: Office): LongCut[] => {
  const ends = [spec.on, centre.spec.on]
  const lines = world.plan.topology.vpns.filter(({ from, to }) => ends.includes(from) && ends.includes(to))
  const { retentionUs, beatUs } = centre.spec
  // Within so much of retention it depends on when who looked last.
  const sureUs = retentionUs + 3 * (beatUs + spec.pollUs)
  return faults.entries().flatMap(({ kind, target, fromUs, toUs }) => {
    const isTheirs = kind === 'vpn down' && lines.some(({ id }) => id === target)
    return isTheirs && toUs !== null && toUs - fromUs > sureUs ? [{ branch: spec.id, fromUs, toUs }] : []
  })
}
