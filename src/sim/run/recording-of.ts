import { isConflict } from '../../engine/merge/index.ts'
import { openCopy } from '../../engine/replica/index.ts'
import { takesTurns } from '../../engine/replication/link/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { CopySample, Recording, RegisterRecord } from '../record/index.ts'
import { type Station, type World, WorldError } from '../world/index.ts'
import { accessRecordingOf } from './access-recording-of.ts'
import { failoverOf } from './failover.ts'
import { openWaits, visitorsOf, waitBoundMs, waitersOf } from './measures.ts'
import { storageRecords } from './storage-records.ts'

/** A copy as its reader finds it now. */
export const sampleOf = (world: World, station: Station): CopySample => ({
  copy: station.spec.id,
  atUs: world.kernel.agenda.nowUs,
  applied: world.recorder.deliveries.appliedAt(station.spec.id),
  registers: station.copy.state.registers().map(({ address, heads }): RegisterRecord => ({
    register: address,
    standing: heads.map(({ note }) => note),
    inConflict: isConflict(heads),
  })),
})

/** Everything that the checks judge from, gathered when a run is over. */
export const recordingOf = (
  world: World,
  run: { readonly samples: readonly CopySample[]; readonly healed: boolean; readonly faults: FaultLog },
): Recording => {
  const { recorder, plan, tables } = world
  const waiters = waitersOf(world)
  return {
    files: world.files,
    writes: recorder.writes,
    samples: run.samples,
    finals: world.stations.map((station) => ({ ...sampleOf(world, station), rescued: rescuedAt(station) })),
    states: [
      ...folderStates(world),
      ...world.stations.map(({ spec, copy }) => ({ copy: spec.id, state: copy.canonicalState() })),
    ],
    screens: recorder.screens,
    storage: storageRecords(world),
    losses: recorder.losses,
    claims: recorder.claims(),
    abandonments: recorder.abandonments.all(rescuedWrites(world)),
    keptUntold: recorder.keptUntold,
    linesBegun: world.stations.filter(({ copy }) => copy.lineNews?.isBegun).length,
    sessions: recorder.sessions,
    refusals: recorder.refusals,
    hosts: [...tables.values()].map(({ host, limit, max }) => ({
      host,
      limit,
      maxSessions: max,
      holdMaxMs: holdMaxMs(world, host, limit),
    })),
    waits: [
      ...recorder.waits.filter(({ copy }) => waiters.size === 0 || waiters.has(copy)),
      ...openWaits(world),
    ],
    waitBoundMs: boundWithOutagesMs(world, run.faults),
    healed: run.healed,
    plannedItems: plan.items.length,
    skippedItems: recorder.skipped,
    missedItems: recorder.missed,
    faults: faultRecords(world, run.faults),
    expectedConflictsMin: plan.expectedConflictsMin,
    failover: failoverOf(world, run.faults),
    access: accessRecordingOf(world, run.faults),
  }
}

const rescuedAt = ({ copy }: Station): ReadonlySet<string> =>
  new Set(copy.endings.rescued().map(({ note }) => note))

const rescuedWrites = ({ recorder, stations }: World): Recording['writes'] => {
  const rescued = stations[0] ? rescuedAt(stations[0]) : new Set<string>()
  return recorder.writes.filter(({ id }) => rescued.has(id))
}

/** A parent without a program holds what whoever opens it finds. */
const folderStates = (world: World): { copy: string; state: string }[] =>
  world.folders.map(({ spec, ports }) => {
    const opened = openCopy(ports)
    if (opened.kind !== 'opened')
      throw new WorldError(`${spec.id} cannot be opened at the end: ${opened.kind}`)
    const state = opened.copy.canonicalState()
    opened.copy.close()
    return { copy: spec.id, state }
  })

const holdMaxMs = (world: World, host: string, limit: number | null): number | null =>
  takesTurns({ copies: visitorsOf(world, host).length, limit }) ? world.turns.holdMs : null

/** Nobody can connect to a host without power: what it was away for, everybody may have waited longer. */
const boundWithOutagesMs = (world: World, faults: FaultLog): number | null => {
  const boundMs = waitBoundMs(world)
  const isScarce = (host: string): boolean => typeof world.tables.get(host)?.limit === 'number'
  const outagesUs = faults
    .entries()
    .flatMap(({ kind, target, fromUs, toUs }) =>
      kind === 'no power' && isScarce(target) ? [(toUs ?? world.kernel.agenda.nowUs) - fromUs] : [],
    )
  return boundMs === null ? null : outagesUs.reduce((sum, us) => sum + us / 1000, boundMs)
}

const faultRecords = (world: World, log: FaultLog): Recording['faults'] =>
  world.plan.items.flatMap(({ id, actor, parameters }) => {
    if (actor !== 'world') return []
    const entry = log.entries().find((each) => each.id === id)
    const { insideTransfer = false, insideWrite = false } = entry ?? {}
    const isInside = parameters['insideTransfer'] === true || parameters['insideUpload'] === true
    const asPlanned = entry !== undefined && (!isInside || insideTransfer)
    return [{ id, happened: asPlanned, insideTransfer, insideWrite }]
  })
