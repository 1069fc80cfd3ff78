import { expect, test } from 'vitest'

import { type SometimesSentence, sometimesSentences } from '../../../src/plan/sometimes-spec.ts'
import type { Recording } from '../../../src/sim/record/recording.ts'
import { sometimesIn } from '../../../src/sim/run/sometimes-found.ts'
import { abandonment, balance, look, recording, secondUs, wrote } from '../check/recording.ts'

/** A day without anything of note. */
const quiet = recording({
  writes: [wrote('import')],
  finals: [look('ann', ['import'], { [balance]: ['import'] })],
  refusals: [],
  faults: [],
})

const fault = { id: 'x', happened: true, insideTransfer: false, insideWrite: false }
const two = [wrote('ann-1'), wrote('bob-1', { copy: 'bob' })]

/** A day on which it happened. */
const days: Readonly<Record<SometimesSentence, Partial<Recording>>> = {
  'a session is refused': { refusals: [{ copy: 'cora', host: 'lead-pc', atUs: 0, wasReported: true }] },
  'a VPN drops inside a transfer': { faults: [{ ...fault, insideTransfer: true }] },
  'a conflict is resolved': {
    writes: [...two, wrote('choice', { observed: ['ann-1', 'bob-1'], resolves: true })],
  },
  'a conflict stays open': { writes: two },
  'power goes in the middle of a write': { faults: [{ ...fault, insideWrite: true }] },
  'unacknowledged work survives': { keptUnacknowledged: ['ann-7'] },
  'unsent work goes with its disk': {
    writes: [wrote('import', { acknowledgedUs: 0 }), wrote('ann-1')],
    losses: [{ copy: 'ann', fromUs: 0, atUs: 9 * secondUs }],
    sentReports: [],
  },
  'a copy begins a new log': { logsBegun: 1 },
  'a copy is abandoned with unsent work': { abandonments: [abandonment()] },
  'abandoned work is taken over': { abandonments: [abandonment({ takenOver: ['dan-7'] })] },
}

const happened = (day: Recording): readonly SometimesSentence[] =>
  sometimesIn(
    sometimesSentences.map((what) => ({ what, seedsMin: 1 })),
    day,
  ).flatMap((found) => (found.happened ? [found.what] : []))

test('on a quiet day nothing of it happens', () => {
  expect(happened(quiet)).toEqual([])
})

test.each(sometimesSentences)('it is seen that %s', (what) => {
  expect(happened({ ...quiet, ...days[what] })).toContain(what)
})

test('an abandonment of nobody who had anything unsent is not one with unsent work', () => {
  const abandonments = [abandonment({ rescued: [] })]

  expect(happened({ ...quiet, abandonments })).toEqual([])
})
