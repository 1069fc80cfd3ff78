import { createRunFeed } from '../../harness/index.ts'
import { plainText } from '../../reporter/plain.ts'
import type { Beginning, Reporter } from '../../reporter/reporter.ts'
import type { FirstScreen, Streams } from '../context/streams.ts'

interface ScreenOptions {
  readonly firstScreen: FirstScreen
  readonly onQuit: () => void
}

/** The terminal UI as a reporter. It stays until its reader quits, and then leaves the runs behind as lines. */
export const screenReporter = (streams: Streams, options: ScreenOptions): Reporter => {
  const feed = createRunFeed()
  let shown: { readonly beginning: Beginning; readonly screen: Screen } | null = null
  return {
    async onBegin(beginning) {
      for (const run of beginning.runs) feed.emit(run)
      shown = { beginning, screen: await streams.showRuns({ feed, ...options }) }
    },
    onRunBegan: (event) => feed.emit(event),
    onFrame: (event) => feed.emit(event),
    onRunEnded: (event) => feed.emit(event),
    async onEnd(ending) {
      if (shown === null) return
      const { beginning, screen } = shown
      if (ending.interrupted) screen.close()
      await screen.finished
      streams.out(plainText(beginning, ending, streams.columns))
    },
  }
}

type Screen = Awaited<ReturnType<Streams['showRuns']>>
