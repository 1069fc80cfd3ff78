import { describe, expect, test } from 'vitest'

import {
  checkOf,
  conflictOf,
  copyOf,
  faultOf,
  hourUs,
  oneRun,
  relayTopology,
  threeRuns,
} from './support/runs.ts'
import { screenText, sizeOf } from './support/screen-text.tsx'

const inRun = { screen: 'run' } as const

describe.each([
  [80, 24],
  [100, 34],
  [100, 60],
  [160, 50],
  [130, 24],
])('at %i columns and %i rows', (columns, rows) => {
  test('a run fills the screen exactly', () => {
    const text = screenText({ runs: [oneRun()], columns, rows, view: inRun })

    expect(sizeOf(text).rows).toBe(rows)
    expect(sizeOf(text).columns).toBeLessThanOrEqual(columns)
  })

  test('a failed run fills the screen exactly', () => {
    const text = screenText({ runs: threeRuns(), columns, rows, view: { ...inRun, selected: 2 } })

    expect(sizeOf(text).rows).toBe(rows)
    expect(sizeOf(text).columns).toBeLessThanOrEqual(columns)
    expect(text).toContain('run it again: npx shakedown run vpn-relay --seed 1')
  })
})

test('the topology says who hangs on whom', () => {
  const run = oneRun({}, relayTopology())

  const text = screenText({ runs: [run], columns: 80, rows: 24, view: inRun })

  expect(text).toContain('└─ VPN branch-vpn ── lead on lead-pc (ann)')
  expect(text).toContain('   └─ router hotel-wifi ── 24 copies  ●●●●●●●●●●●●●●●●●●●●●●●●')
  expect(text).toContain('● 24 online')
})

test('a VPN that is down says so', () => {
  const run = oneRun({ faults: [faultOf({ toUs: null })] }, relayTopology())

  expect(screenText({ runs: [run], columns: 80, rows: 24, view: inRun })).toContain('VPN branch-vpn (down)')
})

test('every status is told in words', () => {
  const away = { kind: 'none', reason: 'away', next: 'next turn 09:14', sinceUs: 0 } as const
  const refused = { kind: 'none', reason: 'refused', next: 'tries again 09:03', sinceUs: 0 } as const
  const copies = [
    copyOf('laptop-01'),
    copyOf('laptop-02', { link: away }),
    copyOf('laptop-03', { link: refused }),
  ]

  const text = screenText({ runs: [oneRun({ copies })], columns: 80, rows: 24, view: inRun })

  expect(text).toContain('● online → lead')
  expect(text).toContain('○ away, next turn 09:14')
  expect(text).toContain('✗ refused (error 71), tries again 09:03')
})

test('a folder that nobody works in counts nothing', () => {
  const copies = [copyOf('office', { user: null, parent: null, link: null }), copyOf('laptop-01')]

  const text = screenText({ runs: [oneRun({ copies })], columns: 80, rows: 24, view: inRun })

  expect(text).toMatch(/^office .* – +– +–$/m)
  expect(text).toMatch(/^laptop-01 .* 0 +0 +0$/m)
})

test('copies that do not fit scroll into view', () => {
  const scrolled = { ...inRun, scrollLines: 999 }

  expect(screenText({ runs: [oneRun()], columns: 80, rows: 24, view: inRun })).not.toContain('laptop-24  ')
  expect(screenText({ runs: [oneRun()], columns: 80, rows: 24, view: scrolled })).toContain('laptop-24  ')
})

test('a wide screen shows all copies at once', () => {
  const text = screenText({ runs: [oneRun()], columns: 160, rows: 50, view: inRun })

  expect(text).toContain('laptop-01 ')
  expect(text).toContain('laptop-24 ')
})

test('a conflict shows all values and their authors', () => {
  const third = { value: '4400', author: 'cem', writtenAtUs: 3 * hourUs }
  const conflict = conflictOf({ values: [...conflictOf().values, third] })

  const text = screenText({
    runs: [oneRun({ latestConflicts: [conflict] })],
    columns: 80,
    rows: 24,
    view: inRun,
  })

  expect(text).toContain('4200 ann 10:00  ≠  4300 bob 10:01  ≠  4400 cem 11:00')
})

test('the fault strip marks when a fault lasted', () => {
  const text = screenText({ runs: [oneRun()], columns: 80, rows: 24, view: inRun })

  expect(text).toMatch(/faults ─+08:00─+10:00/)
  expect(text).toMatch(/vpn down branch-vpn +─+█{7,8}─+·+/)
})

test('the checks panel explains every check', () => {
  const run = oneRun({ checks: [checkOf('S1'), checkOf('S8', false, 'laptop-07 waited 41 min')] })

  const text = screenText({ runs: [run], columns: 80, rows: 24, view: { ...inRun, panel: 'checks' } })

  expect(text).toMatch(/✗ S8 +failed +waits within the bound\n +laptop-07 waited 41 min/)
  expect(text).toMatch(/✓ S1 +holds +no work lost/)
})

test.each(['copies', 'conflicts', 'faults', 'checks'] as const)(
  'the %s panel alone fills the screen',
  (panel) => {
    const text = screenText({ runs: [oneRun()], columns: 80, rows: 24, view: { ...inRun, panel } })

    expect(sizeOf(text).rows).toBe(24)
    expect(sizeOf(text).columns).toBeLessThanOrEqual(80)
  },
)
