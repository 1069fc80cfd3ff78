import type { Action } from './keys.ts'

export interface ViewState {
  readonly screen: 'overview' | 'run'
  readonly selected: number
  readonly panel: PanelName
  readonly scrollLines: number
  readonly helpShown: boolean
}

/** `all` shows every panel in part; the others give one panel the whole screen. */
export type PanelName = (typeof panelNames)[number]

export const panelNames = ['all', 'copies', 'conflicts', 'faults', 'checks'] as const

export interface ViewBounds {
  readonly runCount: number
  readonly scrollLinesMax: number
  readonly pageLines: number
}

export const firstView: ViewState = {
  screen: 'overview',
  selected: 0,
  panel: 'all',
  scrollLines: 0,
  helpShown: false,
}

/** The view after one more key. Any key closes the help first. */
export const viewAfter = (view: ViewState, action: Action, bounds: ViewBounds): ViewState => {
  if (view.helpShown) return { ...view, helpShown: false }
  switch (action.kind) {
    case 'move':
      return moved(view, action.by, bounds)
    case 'page':
      return moved(view, action.by * bounds.pageLines, bounds)
    case 'open':
      return view.screen === 'overview' && bounds.runCount > 0 ? opened(view) : view
    case 'back':
      return backed(view)
    case 'panel':
      return view.screen === 'run' ? withPanel(view, action.by) : view
    case 'help':
      return { ...view, helpShown: true }
    case 'quit':
      return view
  }
}

const moved = (view: ViewState, by: number, bounds: ViewBounds): ViewState =>
  view.screen === 'overview'
    ? { ...view, selected: clamped(view.selected + by, bounds.runCount - 1) }
    : {
        ...view,
        scrollLines: clamped(Math.min(view.scrollLines, bounds.scrollLinesMax) + by, bounds.scrollLinesMax),
      }

const opened = (view: ViewState): ViewState => ({ ...view, screen: 'run', panel: 'all', scrollLines: 0 })

const backed = (view: ViewState): ViewState =>
  view.panel === 'all' ? { ...view, screen: 'overview' } : { ...view, panel: 'all', scrollLines: 0 }

const withPanel = (view: ViewState, by: 1 | -1): ViewState => {
  const index = panelNames.indexOf(view.panel) + by + panelNames.length
  return { ...view, panel: panelNames[index % panelNames.length] ?? 'all', scrollLines: 0 }
}

const clamped = (value: number, max: number): number => Math.max(0, Math.min(value, max))
