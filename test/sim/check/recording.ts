import type {
  AbandonmentRecord,
  CopySample,
  HostRecord,
  Recording,
  ObservationRecord,
  SyncSessionRecord,
  StorageRecord,
  WriteRecord,
} from '../../../src/sim/record/recording.ts'

export const balance = 'trial-balance/1010.amount'
export const note = 'trial-balance/1010.note'
export const secondUs = 1_000_000

/** Somebody's write, by the id of the plan item that asked for it; they had been shown nothing. */
export const wrote = (id: string, changes: Partial<WriteRecord> = {}): WriteRecord => ({
  id,
  register: balance,
  value: `value of ${id}`,
  copy: 'ann',
  author: 'ann',
  observed: [],
  resolves: false,
  acknowledgedUs: secondUs,
  ...changes,
})

/** A look at a copy: which writes it has, and what stands in each of its registers; two in one are a conflict. */
export const look = (
  copy: string,
  applied: readonly string[],
  registers: Readonly<Record<string, readonly string[]>>,
): CopySample => ({
  copy,
  atUs: 60 * secondUs,
  applied: new Set(applied),
  registers: Object.entries(registers).map(([register, siblings]) => ({
    register,
    siblings,
    inConflict: siblings.length > 1,
  })),
})

/** The same look, with a register's conflict told the other way round. */
export const mistold = (sample: CopySample): CopySample => ({
  ...sample,
  registers: sample.registers.map((register) => ({ ...register, inConflict: !register.inConflict })),
})

export const session = (fromSeconds: number, toSeconds: number | null): SyncSessionRecord => ({
  copy: 'bob',
  host: 'lead-pc',
  fromUs: fromSeconds * secondUs,
  toUs: toSeconds === null ? null : toSeconds * secondUs,
})

export const host = (changes: Partial<HostRecord> = {}): HostRecord => ({
  host: 'lead-pc',
  limit: 20,
  maxSessions: 20,
  sessionTimeMaxMs: 120_000,
  ...changes,
})

/** What a copy's screen and status said at some second of the day. */
export const screen = (
  copy: string,
  atSeconds: number,
  applied: readonly string[],
  changes: Partial<ObservationRecord> = {},
): ObservationRecord => ({
  copy,
  incarnation: 1,
  atUs: atSeconds * secondUs,
  applied: new Set(applied),
  received: { a1: applied.length },
  acknowledged: {},
  ...changes,
})

/** A folder after a short day, well within what it may hold. */
export const storage = (held: Partial<StorageRecord['held']> = {}): StorageRecord => ({
  copy: 'ann',
  held: {
    ranges: 20_000,
    blocks: 40,
    journal: 30_000,
    heads: 2_000,
    snapshots: 0,
    notes: 600,
    workingNotes: 900,
    visitors: 500,
    documents: 60_000,
    incoming: 0,
    working: 30_000,
    ...held,
  },
  counts: {
    logs: 2,
    events: 100,
    eventBytes: 9_000,
    values: 40,
    documents: 2,
    versions: 6,
    versionBytes: 60_000,
  },
})

/** A copy that was given up at the second minute, came back at the fifth, and was put aside within some seconds. */
export const abandonment = (changes: Partial<AbandonmentRecord> = {}): AbandonmentRecord => ({
  copy: 'dan',
  atUs: 120 * secondUs,
  knownUs: 300 * secondUs,
  lastSessionUs: 305 * secondUs,
  rescued: ['dan-7'],
  takenOver: [],
  appliedLater: [],
  ...changes,
})

/**
 * A day that went well, in which every check finds something to look at: ann's import was replaced by what ann wrote
 * after seeing it, while bob, who had seen the import too, wrote something else, and both copies list the two.
 */
export const recording = (changes: Partial<Recording> = {}): Recording => {
  const all = ['import', 'ann-1', 'bob-1']
  return {
    files: [['ann', 'bob']],
    writes: [
      wrote('import'),
      wrote('ann-1', { observed: ['import'] }),
      wrote('bob-1', { observed: ['import'], copy: 'bob', author: 'bob' }),
    ],
    samples: [look('ann', ['import', 'ann-1'], { [balance]: ['ann-1'] })],
    finals: ['ann', 'bob'].map((copy) => look(copy, all, { [balance]: ['ann-1', 'bob-1'] })),
    states: ['ann', 'bob'].map((copy) => ({ copy, state: 'line 1\nline 2' })),
    observations: [screen('ann', 10, ['import']), screen('ann', 60, ['import', 'ann-1'])],
    storage: [storage()],
    losses: [],
    sentReports: [{ copy: 'ann', untilUs: 2 * secondUs }],
    abandonments: [],
    keptUnacknowledged: [],
    logsBegun: 0,
    sessions: [session(0, 120), session(300, 400)],
    refusals: [{ copy: 'cora', host: 'lead-pc', atUs: 0, wasReported: true }],
    hosts: [host()],
    waits: [{ copy: 'bob', waitedMs: 59_000, isOver: true }],
    waitBoundMs: 60_000,
    healed: true,
    plannedItems: 100,
    skippedItems: [],
    missedItems: [],
    faults: [{ id: 'drop-1', happened: true, insideTransfer: true, insideWrite: false }],
    actions: [],
    leftBehind: [],
    expectedConflictsMin: 1,
    failover: null,
    access: null,
    ...changes,
  }
}
