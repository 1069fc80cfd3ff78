import { isConflict } from '../../engine/merge/index.ts'
import { openCopy } from '../../engine/replica/index.ts'
import { takesTurns } from '../../engine/replication/link/index.ts'
import type { FaultLog } from '../fault/index.ts'
import type { CopySample, Recording, RegisterRecord } from '../record/index.ts'
import { type Node, type World, WorldError } from '../world/index.ts'
import { accessRecordingOf } from './access-recording-of.ts'
import { failoverOf } from './failover.ts'
import { openWaits, visitorsOf, waitBoundMs, waitersOf } from './measures.ts'
import { storageRecords } from './storage-records.ts'

export const sampleOf = (world: World, node: Node): CopySample => ({
  copy: node.spec.id,
  atUs: world.kernel.scheduler.nowUs,
  applied: world.recorder.deliveries.appliedAt(node.spec.id),
  registers: node.copy.state.registers().map(({ address, siblings }): RegisterRecord => ({
    register: address,
    siblings: siblings.map(({ note }) => note),
    inConflict: isConflict(siblings),
  })),
})

interface RunFacts {
  readonly samples: readonly CopySample[]
  readonly healed: boolean
  readonly faults: FaultLog
  readonly leftBehind: readonly string[]
}

/** Collects all input of the checks after a run. */
export const recordingOf = (world: World, run: RunFacts): Recording => {
  const { recorder, plan, tables } = world
  const waiters = waitersOf(world)
  return {
    files: world.files,
    writes: recorder.writes,
    samples: run.samples,
    finals: world.nodes.map((node) => ({ ...sampleOf(world, node), rescued: rescuedAt(node) })),
    states: [
      ...folderStates(world),
      ...world.nodes.map(({ spec, copy }) => ({ copy: spec.id, state: copy.canonicalState() })),
    ],
    observations: recorder.observations,
    storage: storageRecords(world),
    losses: recorder.losses,
    sentReports: recorder.sentReports(),
    abandonments: recorder.abandonments.all(rescuedWrites(world)),
    keptUnacknowledged: recorder.keptUnacknowledged,
    logsBegun: world.nodes.filter(({ copy }) => copy.ownLogChange?.isBegun).length,
    sessions: recorder.sessions,
    refusals: recorder.refusals,
    hosts: [...tables.values()].map(({ host, limit, max }) => ({
      host,
      limit,
      maxSessions: max,
      sessionTimeMaxMs: holdMaxMs(world, host, limit),
    })),
    waits: [
      ...recorder.waits.filter(({ copy }) => waiters.size === 0 || waiters.has(copy)),
      ...openWaits(world),
    ],
    waitBoundMs: boundWithOutagesMs(world, run.faults),
    healed: run.healed,
    plannedItems: plan.work.items.length + plan.faults.items.length,
    actions: plan.work.items,
    skippedItems: recorder.skipped,
    missedItems: recorder.missed,
    faults: faultRecords(world, run.faults),
    leftBehind: run.leftBehind,
    expectedConflictsMin: plan.expectedConflictsMin,
    failover: failoverOf(world, run.faults),
    access: accessRecordingOf(world, run.faults),
  }
}

const rescuedAt = ({ copy }: Node): ReadonlySet<string> =>
  new Set(copy.lifecycle.rescued().map(({ note }) => note))

const rescuedWrites = ({ recorder, nodes }: World): Recording['writes'] => {
  const rescued = nodes[0] ? rescuedAt(nodes[0]) : new Set<string>()
  return recorder.writes.filter(({ id }) => rescued.has(id))
}

/** A parent without a process has the state that its next reader finds. */
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
  takesTurns({ copies: visitorsOf(world, host).length, limit }) ? world.turns.sessionTimeMs : null

/** A host without power accepts no connections, so its outage may lengthen every wait. */
const boundWithOutagesMs = (world: World, faults: FaultLog): number | null => {
  const boundMs = waitBoundMs(world)
  const isScarce = (host: string): boolean => typeof world.tables.get(host)?.limit === 'number'
  const outagesUs = faults
    .entries()
    .flatMap(({ outage, target, fromUs, toUs }) =>
      outage === 'machine' && isScarce(target) ? [(toUs ?? world.kernel.scheduler.nowUs) - fromUs] : [],
    )
  return boundMs === null ? null : outagesUs.reduce((sum, us) => sum + us / 1000, boundMs)
}

const faultRecords = (world: World, log: FaultLog): Recording['faults'] =>
  world.plan.faults.items.map(({ id }) => {
    const entry = log.entries().find((each) => each.id === id)
    const { insideTransfer = false, insideWrite = false } = entry ?? {}
    return { id, happened: log.wasObserved(id), insideTransfer, insideWrite }
  })
