import { Text, useInput, useStdin, useWindowSize } from 'ink'
import { useReducer, useSyncExternalStore, type ReactNode } from 'react'

import type { RunStore } from './run-store.ts'
import { Help } from './screens/help.tsx'
import { Overview } from './screens/overview.tsx'
import { RunScreen } from './screens/run-screen.tsx'
import { ColourContext } from './tinted.tsx'
import { actionsOf, type Action } from './view/keys.ts'
import { othersText } from './view/others-text.ts'
import { runPicture } from './view/run-picture.ts'
import type { RunState } from './view/runs-state.ts'
import { isTooSmall, type ScreenSize } from './view/screen-size.ts'
import { firstView, viewAfter, type ViewBounds, type ViewState } from './view/view-state.ts'

interface AppProps {
  readonly store: RunStore
  readonly colour: boolean
  readonly onQuit: () => void
  readonly firstScreen?: ViewState['screen'] | undefined
}

export const App = ({ store, colour, onQuit, firstScreen = 'overview' }: AppProps): ReactNode => {
  const runs = useSyncExternalStore(store.subscribe, store.runs)
  const size = useWindowSize()
  const [view, act] = useReducer(
    (current: ViewState, action: Action) => viewAfter(current, action, boundsOf(current, runs, size)),
    { ...firstView, screen: firstScreen },
  )
  useInput(
    (input, key) => {
      for (const action of actionsOf(input, key)) {
        if (action.kind === 'quit') onQuit()
        else act(action)
      }
    },
    { isActive: useStdin().isRawModeSupported },
  )
  return (
    <ColourContext value={colour}>
      <Screen runs={runs} view={view} size={size} />
    </ColourContext>
  )
}

interface ScreenProps {
  readonly runs: readonly RunState[]
  readonly view: ViewState
  readonly size: ScreenSize
}

export const Screen = ({ runs, view, size }: ScreenProps): ReactNode => {
  if (isTooSmall(size)) return <Text>{'Please make the terminal larger: at least 60×16.'}</Text>
  if (view.helpShown) return <Help size={size} />
  const run = runs[view.selected]
  return view.screen === 'run' && run !== undefined ? (
    <RunScreen
      run={run}
      others={othersText(runs, run)}
      panel={view.panel}
      scrollLines={view.scrollLines}
      size={size}
    />
  ) : (
    <Overview runs={runs} selected={view.selected} size={size} />
  )
}

const boundsOf = (view: ViewState, runs: readonly RunState[], size: ScreenSize): ViewBounds => {
  const run = runs[view.selected]
  if (view.screen === 'overview' || run === undefined) {
    return { runCount: runs.length, scrollLinesMax: 0, pageLines: Math.max(1, size.rows - 12) }
  }
  const picture = runPicture(run, view.panel, size)
  return {
    runCount: runs.length,
    scrollLinesMax: picture.scrollLinesMax,
    pageLines: Math.max(1, picture.range.shown),
  }
}
