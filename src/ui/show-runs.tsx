import { render } from 'ink'

import type { RunFeed } from '../result/run-feed.ts'
import { App } from './app.tsx'
import { runStore } from './run-store.ts'
import type { ViewState } from './view/view-state.ts'

// The workers need the processor more than the screen does.
const redrawIntervalMs = 200

/**
 * Shows runs live on the whole terminal until the person quits or `close` is called. Restores the terminal
 * before it calls `onQuit` or resolves `finished`.
 */
export const showRuns = (options: {
  readonly feed: RunFeed
  readonly stdout: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  readonly colour: boolean
  readonly onQuit: () => void
  readonly firstScreen?: ViewState['screen']
}): { readonly finished: Promise<void>; close(): void } => {
  const store = runStore(options.feed, redrawIntervalMs)
  const quit = (): void => {
    close()
    options.onQuit()
  }
  const screen = render(
    <App store={store} colour={options.colour} onQuit={quit} firstScreen={options.firstScreen} />,
    {
      stdout: options.stdout,
      stdin: options.stdin,
      exitOnCtrlC: false,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      maxFps: 20,
    },
  )
  const close = (): void => {
    store.close()
    screen.unmount()
  }
  const finished = screen.waitUntilExit().then(() => undefined)
  return { finished: finished.finally(() => store.close()), close }
}
