import type { EventOf } from '../../../src/reporter/reporter.ts'
import type {
  ConflictView,
  CopyView,
  FaultView,
  LiveEvent,
  LiveFrame,
  Topology,
} from '../../../src/result/live-event.ts'
import { runIdOf } from '../../../src/result/run-id.ts'
import type { CheckRecord, RunRecord } from '../../../src/result/run-record.ts'
import { runsAfter, type RunState } from '../../../src/ui/view/runs-state.ts'

/** Hand-made runs: a lead, its laptops behind one router, and a day that begins at eight. */

export const minuteUs = 60_000_000
export const hourUs = 60 * minuteUs
export const eightOClockMs = Date.UTC(2026, 2, 2, 8)

const laptopNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `laptop-${String(index + 1).padStart(2, '0')}`)

export const teamTopology = (laptopCount = 24): Topology => ({
  name: 'field-team',
  hosts: [
    { kind: 'workstation', id: 'lead-pc', user: 'ann', sessionLimit: 20 },
    ...laptopNames(laptopCount).map((id) => ({
      kind: 'laptop' as const,
      id,
      user: `user-${id.slice(-2)}`,
      sessionLimit: null,
    })),
  ],
  routers: [
    {
      kind: 'router',
      id: 'hotel-wifi',
      joins: ['lead-pc', ...laptopNames(laptopCount)],
      latencyUs: 2000,
      bytesPerSecond: 1e7,
      capacityBytesPerSecond: 1e7,
    },
  ],
  vpns: [],
  copies: [
    { id: 'lead', host: 'lead-pc', user: 'ann', role: 'peer-parent', parent: null },
    ...laptopNames(laptopCount).map((id) => ({
      id,
      host: id,
      user: `user-${id.slice(-2)}`,
      role: 'sync-copy' as const,
      parent: 'lead',
    })),
  ],
})

/** The same team, whose lead hangs on an office server over a VPN. */
export const relayTopology = (): Topology => {
  const team = teamTopology()
  return {
    ...team,
    hosts: [{ kind: 'file-server', id: 'office-server', user: null, sessionLimit: null }, ...team.hosts],
    vpns: [
      {
        kind: 'vpn',
        id: 'branch-vpn',
        from: 'lead-pc',
        to: 'office-server',
        latencyUs: 30_000,
        bytesPerSecond: 1e6,
        redialUs: 1e6,
      },
    ],
    copies: [
      { id: 'office', host: 'office-server', user: null, role: 'parent', parent: null },
      ...team.copies.map((copy) => (copy.id === 'lead' ? { ...copy, parent: 'office' } : copy)),
    ],
  }
}

export const copyOf = (id: string, changes: Partial<CopyView> = {}): CopyView => ({
  id,
  user: 'ann',
  host: id,
  parent: 'lead',
  link: { kind: 'linked', to: 'lead', through: 'parent', activity: 'idle', sinceUs: 0 },
  serving: [],
  unsent: 0,
  unapplied: 0,
  openConflicts: 0,
  ...changes,
})

export const conflictOf = (changes: Partial<ConflictView> = {}): ConflictView => ({
  path: 'trial-balance/1010.amount',
  state: 'open',
  values: [
    { value: '4200', author: 'ann', writtenAtUs: 2 * hourUs },
    { value: '4300', author: 'bob', writtenAtUs: 2 * hourUs + minuteUs },
  ],
  seenOn: 'laptop-07',
  seenAtUs: 2 * hourUs + 5 * minuteUs,
  ...changes,
})

export const faultOf = (changes: Partial<FaultView> = {}): FaultView => ({
  id: 'fault-1',
  label: 'vpn down',
  target: 'branch-vpn',
  isDown: true,
  fromUs: 2 * hourUs,
  toUs: 3 * hourUs,
  ...changes,
})

export const frameOf = (changes: Partial<LiveFrame> = {}): LiveFrame => ({
  virtualUs: 4 * hourUs,
  endUs: 8 * hourUs,
  progress: 0.5,
  phase: 'working',
  editsMade: 11_500,
  editsDelivered: 11_280,
  deliveredByMinute: Array.from({ length: 120 }, (_, minute) => minute % 50),
  bytesSent: 106_000_000,
  conflicts: { open: 12, resolved: 31 },
  sessions: { host: 'lead-pc', open: 18, max: 20, limit: 20 },
  refusals: 42,
  copies: [copyOf('lead', { parent: null, link: null }), ...laptopNames(24).map((id) => copyOf(id))],
  latestConflicts: [conflictOf()],
  faults: [faultOf()],
  checks: [],
  ...changes,
})

export const checkOf = (id: CheckRecord['id'], holds = true, detail = `what ${id} found`): CheckRecord => ({
  id,
  holds,
  detail,
})

export const recordOf = (changes: Partial<RunRecord> = {}): RunRecord => ({
  scenario: 'field-team',
  topology: 'field-team',
  seed: 1,
  form: 'full',
  verdict: 'passed',
  reason: null,
  trace: { hash: '9f3a', events: 1_204_511 },
  simulated: { seconds: 28_800 },
  wall: { seconds: 21.4, executions: 2 },
  measures: {
    editsMade: 23_041,
    editsDelivered: 23_040,
    editsPerVirtualMinute: 48,
    bytesSent: 212_400_000,
    conflicts: { open: 14, resolved: 41, expected: 55 },
    timeToVisibleMs: { p50: 900, p95: 420_000, p99: 900_000 },
    sessions: { host: 'lead-pc', max: 20, limit: 20 },
    picks: { made: 0, asPlanned: 0 },
    refusals: 42,
    longestTurnWaitMs: 1_084_000,
    turnWaitBoundMs: 1_590_000,
  },
  s10: 'judged',
  checks: (['S1', 'S2', 'S3', 'S5', 'S8', 'S10', 'plan'] as const).map((id) => checkOf(id)),
  sometimes: [],
  command: 'npx shakedown run field-team --seed 1',
  ...changes,
})

export const failedRecordOf = (changes: Partial<RunRecord> = {}): RunRecord =>
  recordOf({
    verdict: 'failed',
    reason: 'S8 failed: laptop-07 waited 41 min for a turn',
    checks: [checkOf('S1'), checkOf('S8', false, 'laptop-07 waited 41 min, the bound is 26 min')],
    ...changes,
  })

export const queuedOf = (scenario: string, seed = 1): LiveEvent & { kind: 'run-queued' } => ({
  kind: 'run-queued',
  run: runIdOf(scenario, seed),
  scenario,
  seed,
  form: 'full',
  story: `The story of ${scenario}.`,
})

export const startedOf = (
  scenario: string,
  topology: Topology = teamTopology(),
  seed = 1,
): EventOf<'run-started'> => ({
  kind: 'run-started',
  run: runIdOf(scenario, seed),
  topology,
  startsAtMs: eightOClockMs,
})

export const framedOf = (scenario: string, changes: Partial<LiveFrame> = {}, seed = 1): EventOf<'frame'> => ({
  kind: 'frame',
  run: runIdOf(scenario, seed),
  frame: frameOf(changes),
})

export const finishedOf = (record: RunRecord): EventOf<'run-finished'> => ({
  kind: 'run-finished',
  run: runIdOf(record.scenario, record.seed),
  record,
})

export const runsFrom = (events: readonly LiveEvent[]): readonly RunState[] =>
  events.reduce((runs: readonly RunState[], event) => runsAfter(runs, event), [])

/** Three runs in the middle of their day; the last has failed. */
export const threeRuns = (): readonly RunState[] =>
  runsFrom([
    ...['office-parent', 'field-team', 'vpn-relay'].map((scenario) => queuedOf(scenario)),
    startedOf('field-team'),
    framedOf('field-team'),
    startedOf('vpn-relay', relayTopology()),
    framedOf('vpn-relay', { checks: [checkOf('S1')] }),
    finishedOf(failedRecordOf({ scenario: 'vpn-relay', command: 'npx shakedown run vpn-relay --seed 1' })),
  ])

/** One run in the middle of its day. */
export const oneRun = (changes: Partial<LiveFrame> = {}, topology: Topology = teamTopology()): RunState => {
  const [run] = runsFrom([
    queuedOf('field-team'),
    startedOf('field-team', topology),
    framedOf('field-team', changes),
  ])
  if (run === undefined) throw new Error('Cannot make a run: its events were lost')
  return run
}
