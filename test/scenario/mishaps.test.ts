import { describe, expect, test } from 'vitest'

import type { FaultPart } from '../../src/plan/scenario-spec.ts'
import {
  clockWrong,
  clonedFolder,
  copyAbandoned,
  diskDies,
  laptops,
  powerCut,
  restoredFromBackup,
} from '../../src/scenario/index.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { smallTeam, teamParts } from '../world/small-team.ts'

const minuteUs = 60_000_000

const typo = <T extends object>(sound: T, wrong: Record<string, unknown>): T => ({ ...sound, ...wrong })

test('every word says what befalls which machines, with what is usual where nothing is said', () => {
  expect([
    powerCut('staff'),
    diskDies('staff', { times: 2, replaced: ['1m', '2m'] }),
    restoredFromBackup('staff'),
    clonedFolder('staff', { to: 'spare' }),
    copyAbandoned('staff', { away: '10m' }),
  ]).toEqual([
    { kind: 'power-cut', on: 'staff', times: 1, lastingUs: [minuteUs, 5 * minuteUs] },
    { kind: 'disk-dies', on: 'staff', times: 2, replacedUs: [minuteUs, 2 * minuteUs] },
    { kind: 'restored-from-backup', on: 'staff', times: 1, fromUs: 60 * minuteUs },
    { kind: 'cloned-folder', on: 'staff', to: 'spare' },
    { kind: 'copy-abandoned', on: 'staff', times: 1, awayUs: 10 * minuteUs },
  ])
})

test('a clock that is behind is ahead by less than nothing', () => {
  const aheadUs = (fault: FaultPart) => {
    const { items } = drawPlan(smallTeam({ faults: [fault] }), 'full', 1).faults
    return items.flatMap((item) => (item.kind === 'set-clock' ? [item.aheadUs] : []))
  }

  expect(aheadUs(clockWrong('staff', { behind: '1h' }))).toEqual([-60 * minuteUs])
  expect(aheadUs(clockWrong('staff', { ahead: '70y' }))).toEqual([70 * 365 * 24 * 60 * minuteUs])
})

describe('an unknown option is refused with the nearest', () => {
  test.each<[string, () => unknown, string]>([
    ['powerCut', () => powerCut('staff', typo({}, { time: 2 })), 'times'],
    ['diskDies', () => diskDies('staff', typo({}, { replacd: ['1m', '2m'] })), 'replaced'],
    ['restoredFromBackup', () => restoredFromBackup('staff', typo({}, { form: '1h' })), 'from'],
    ['clonedFolder', () => clonedFolder('staff', typo({ to: 'spare' }, { too: 'x' })), 'to'],
    ['copyAbandoned', () => copyAbandoned('staff', typo({}, { awy: '1h' })), 'away'],
    ['clockWrong', () => clockWrong('staff', typo({}, { ahed: '1h' })), 'ahead'],
  ])('in the options of %s', (_word, make, meant) => {
    expect(make).toThrow(`did you mean "${meant}"?`)
  })
})

describe('a machine that cannot be struck so is refused', () => {
  const withFault = (fault: FaultPart) => () =>
    smallTeam({ parts: [...teamParts, laptops('spare', { count: 1 })], faults: [fault] })

  test.each<[string, FaultPart, string]>([
    ['one that is not there', powerCut('staf'), 'did you mean "staff"?'],
    ['a peer parent that loses its disk', diskDies('lead-pc'), 'name a machine of syncCopies'],
    ['a machine without a copy', restoredFromBackup('spare'), 'name a machine of syncCopies'],
    ['a folder cloned to nowhere', clonedFolder('staff', { to: 'spaer' }), 'did you mean "spare"?'],
  ])('%s', (_what, fault, message) => {
    expect(withFault(fault)).toThrow(message)
  })

  test('power and clocks fail anywhere', () => {
    expect(withFault(powerCut('lead-pc'))).not.toThrow()
    expect(withFault(clockWrong('lead-pc', { behind: '1h' }))).not.toThrow()
  })
})
