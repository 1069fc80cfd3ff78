import { stripVTControlCharacters } from 'node:util'

import { expect, test, vi } from 'vitest'

import { threeRuns } from './support/runs.ts'
import { screenText } from './support/screen-text.tsx'

// Ink asks once, while it loads, whether there may be colour at all.
vi.hoisted(() => {
  vi.stubEnv('FORCE_COLOR', '1')
})

const screens = [{ screen: 'overview' }, { screen: 'run', selected: 2 }, { helpShown: true }] as const

test.each(screens)('colour is written where it is wanted: %o', (view) => {
  expect(screenText({ runs: threeRuns(), columns: 80, rows: 24, view, colour: true })).toContain('\u001B[')
})

test.each(screens)('without colour no escape code is written: %o', (view) => {
  expect(screenText({ runs: threeRuns(), columns: 80, rows: 24, view, colour: false })).not.toContain(
    '\u001B',
  )
})

test.each(screens)('colour adds nothing that words lack: %o', (view) => {
  const shown = { runs: threeRuns(), columns: 80, rows: 24, view }
  const coloured = screenText({ ...shown, colour: true })

  expect(stripVTControlCharacters(coloured)).toBe(screenText({ ...shown, colour: false }))
})
