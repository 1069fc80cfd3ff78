import { describe, expect, test } from 'vitest'

import { actionsOf, type Action, type PressedKey } from '../../src/ui/view/keys.ts'
import { firstView, viewAfter, type ViewState } from '../../src/ui/view/view-state.ts'

const bounds = { runCount: 3, scrollLinesMax: 18, pageLines: 7 }
const noKey: PressedKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageUp: false,
  pageDown: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  tab: false,
  shift: false,
  ctrl: false,
}

const after = (view: ViewState, ...actions: readonly Action[]): ViewState =>
  actions.reduce((current, action) => viewAfter(current, action, bounds), view)

const typed = (letters: string): readonly Action[] => actionsOf(letters, noKey)

describe('on the overview', () => {
  test('j and k choose another run', () => {
    expect(after(firstView, ...typed('jjk')).selected).toBe(1)
  })

  test('the choice stops at both ends', () => {
    expect(after(firstView, ...typed('k')).selected).toBe(0)
    expect(after(firstView, ...typed('jjjjj')).selected).toBe(2)
  })

  test('enter opens the chosen run', () => {
    const view = after(firstView, ...typed('j'), ...actionsOf('', { ...noKey, return: true }))

    expect(view).toMatchObject({ screen: 'run', selected: 1, panel: 'all' })
  })

  test('enter opens nothing while nothing is queued', () => {
    expect(viewAfter(firstView, { kind: 'open' }, { ...bounds, runCount: 0 }).screen).toBe('overview')
  })
})

describe('on one run', () => {
  const opened = after(firstView, { kind: 'open' })

  test('arrows scroll no further than the list', () => {
    expect(
      after(opened, { kind: 'page', by: 1 }, { kind: 'page', by: 1 }, { kind: 'page', by: 1 }).scrollLines,
    ).toBe(18)
    expect(after(opened, { kind: 'move', by: -1 }).scrollLines).toBe(0)
  })

  test('tab gives one panel the screen', () => {
    expect(after(opened, { kind: 'panel', by: 1 }).panel).toBe('copies')
    expect(after(opened, { kind: 'panel', by: -1 }).panel).toBe('checks')
  })

  test('back leaves the panel, then the run', () => {
    const inPanel = after(opened, { kind: 'panel', by: 1 })

    expect(after(inPanel, { kind: 'back' })).toMatchObject({ screen: 'run', panel: 'all' })
    expect(after(inPanel, { kind: 'back' }, { kind: 'back' }).screen).toBe('overview')
  })
})

test('any key closes the help and does nothing else', () => {
  const helped = after(firstView, { kind: 'help' })

  expect(helped.helpShown).toBe(true)
  expect(after(helped, { kind: 'move', by: 1 })).toEqual(firstView)
})

test('letters without a meaning ask for nothing', () => {
  expect(typed('xyz')).toEqual([])
})

test('control and c ask to quit', () => {
  expect(actionsOf('c', { ...noKey, ctrl: true })).toEqual([{ kind: 'quit' }])
  expect(actionsOf('c', noKey)).toEqual([])
})
