import type {
  AccessRecording,
  CentreWrite,
  Sending,
  ServedMoment,
  WrittenFact,
} from '../../../src/sim/record/access-recording.ts'

export const minuteUs = 60_000_000

/** What the centre held of two people. */
export const account = (user: string, value: string | null = 'active'): WrittenFact => ({
  table: 'user',
  key: user,
  value,
})

export const change = (position: number, rows: readonly WrittenFact[]): CentreWrite => ({
  position,
  atMs: position * 1000,
  isHeartbeat: false,
  rows,
})

export const beat = (position: number): CentreWrite => ({
  position,
  atMs: position * 1000,
  isHeartbeat: true,
  rows: [],
})

export const served = (
  position: number,
  facts: readonly WrittenFact[],
  changes: Partial<ServedMoment> = {},
) => ({
  branch: 'leeds',
  atUs: position * minuteUs,
  isRefilling: false,
  position,
  asOfMs: (position - (position % 2)) * 1000,
  behindMs: 3000,
  facts,
  ...changes,
})

export const sent = (minute: number, user = 'ann', door = 'server-1'): Sending => ({
  gateway: door,
  user,
  atUs: minute * minuteUs,
  bytes: 100,
})

/**
 * A morning in which ann's account was disabled in the tenth minute, and half an hour is the window: she was sent something until
 * the thirtieth, and turned away in the fortieth.
 */
export const accessRecording = (changes: Partial<AccessRecording> = {}): AccessRecording => ({
  centre: 'head-office',
  stalenessBoundMs: 30 * 60_000,
  requiresLogOn: true,
  branches: ['leeds'],
  history: [
    change(1, [account('ann'), account('bob')]),
    beat(2),
    change(3, [account('ann', 'disabled')]),
    beat(4),
    change(5, [account('bob', null)]),
    beat(6),
  ],
  served: [
    served(2, [account('ann'), account('bob')]),
    served(3, [account('ann', 'disabled'), account('bob')]),
    served(6, [account('ann', 'disabled')]),
  ],
  attempts: [
    {
      branch: 'leeds',
      atUs: minuteUs,
      key: 'mallory',
      outcome: 'refused',
      refusalText: 'a branch is written by its centre alone: make the change at head-office',
    },
  ],
  longCuts: [],
  revocations: [{ user: 'ann', what: 'account', atUs: 10 * minuteUs, backAtUs: null }],
  sendings: [sent(5), sent(30), sent(60, 'bob')],
  deniedRequests: [
    { gateway: 'server-1', user: 'ann', atUs: 40 * minuteUs, reasonText: 'the account is disabled' },
  ],
  ...changes,
})
