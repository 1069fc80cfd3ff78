import { displayText } from '../../engine/event/index.ts'
import type { ConflictView, CopyView, LinkView, LiveFrame } from '../../result/live-event.ts'
import type { CheckRecord } from '../../result/run-record.ts'
import type { FaultLog } from '../fault/index.ts'
import type { Settled } from '../people/index.ts'
import type { Node, World } from '../world/index.ts'
import { foundConflicts, nearestToLimit } from './measures.ts'
import { storeViews } from './store-views.ts'

const minutesShown = 120
const conflictsShown = 8

export interface RunView {
  readonly phase: LiveFrame['phase']
  readonly faults: FaultLog
  readonly resolutions: readonly Settled[]
  readonly checks: readonly CheckRecord[]
}

export const liveFrame = (world: World, run: RunView): LiveFrame => {
  const { recorder, kernel, plan, network } = world
  const virtualUs = kernel.scheduler.nowUs
  const sessions = nearestToLimit(world)
  return {
    virtualUs,
    endUs: plan.endsAtUs,
    progress: Math.min(1, virtualUs / plan.endsAtUs),
    phase: run.phase,
    editsMade: recorder.editsMade,
    editsDelivered: recorder.deliveries.count,
    deliveredByMinute: recorder.deliveries.latestMinutes(virtualUs, minutesShown),
    bytesSent: network.bytesSent,
    conflicts: foundConflicts(world),
    sessions,
    refusals: recorder.refusals.length,
    copies: [
      ...world.folders.map(({ spec }) => folderView(world, spec)),
      ...world.nodes.map((each) => copyView(world, each)),
    ],
    latestConflicts: latestConflicts(world, run.resolutions),
    faults: run.faults.entries().map(({ id, label, target, outage, fromUs, toUs }) => ({
      id,
      label,
      target,
      isDown: outage !== null,
      fromUs,
      toUs,
    })),
    checks: run.checks,
    ...(world.access ? { stores: storeViews(world.access) } : {}),
  }
}

const folderView = (world: World, { id, host, parent }: Node['spec']): CopyView => ({
  id,
  user: null,
  host,
  parent,
  link: null,
  serving: servingAt(world, id),
  unsent: 0,
  unapplied: 0,
  openConflicts: 0,
})

const copyView = (world: World, { spec, copy, linkManager }: Node): CopyView => ({
  id: spec.id,
  user: spec.user,
  host: spec.host,
  parent: spec.parent,
  link: linkManager ? linkView(world, linkManager.status) : null,
  serving: servingAt(world, spec.id),
  unsent: linkManager?.unsentEvents ?? 0,
  unapplied: copy.unapplied,
  openConflicts: copy.state.conflictCount,
})

const servingAt = (world: World, id: string): string[] =>
  world.nodes.flatMap(({ spec, linkManager }) =>
    spec.parent === id && linkManager?.status.kind === 'linked' ? [spec.id] : [],
  )

type EngineLink = NonNullable<Node['linkManager']>['status']

const linkView = (world: World, status: EngineLink): LinkView => {
  const sinceUs = (status.sinceMs - world.plan.startsAtMs) * 1000
  if (status.kind === 'linked') {
    const isPeer = world.plan.topology.copies.some(({ id, role }) => id === status.to && role !== 'parent')
    return {
      kind: 'linked',
      to: status.to,
      through: isPeer ? 'peer' : 'parent',
      activity: status.activity,
      sinceUs,
    }
  }
  const isFirst = status.reason.kind === 'chosen' && status.sinceMs === world.plan.startsAtMs
  return {
    kind: 'none',
    reason: isFirst ? 'not-opened' : status.reason.kind,
    next: nextText(status),
    sinceUs,
  }
}

const nextText = (status: Extract<EngineLink, { kind: 'none' }>): string => {
  if (status.nextTryMs === null) return ''
  return `${status.reason.kind === 'away' ? 'next turn' : 'tries again'} ${clock(status.nextTryMs)}`
}

const clock = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const latestConflicts = (world: World, resolutions: readonly Settled[]): ConflictView[] => {
  const { startsAtMs } = world.plan
  const hubs = world.files.flatMap((copies) => world.nodes.find(({ spec }) => copies.includes(spec.id)) ?? [])
  const open = hubs.flatMap((hub) =>
    hub.copy.state.conflicts().map(({ address, siblings }): ConflictView => ({
      path: address,
      state: 'open',
      values: siblings.map(({ value, author, timestamp }) => ({
        value: displayText(value),
        author,
        writtenAtUs: (timestamp.ms - startsAtMs) * 1000,
      })),
      seenOn: hub.spec.id,
      seenAtUs: Math.max(...siblings.map(({ timestamp }) => (timestamp.ms - startsAtMs) * 1000)),
    })),
  )
  const resolved = resolutions
    .slice(-conflictsShown)
    .map(({ register, values, seenOn, atUs }): ConflictView => ({
      path: register,
      state: 'resolved',
      values: values.map(({ value, author, writtenAtMs }) => ({
        value,
        author,
        writtenAtUs: (writtenAtMs - startsAtMs) * 1000,
      })),
      seenOn,
      seenAtUs: atUs,
    }))
  return [...open, ...resolved].sort((a, b) => b.seenAtUs - a.seenAtUs).slice(0, conflictsShown)
}
