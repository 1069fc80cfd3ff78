import type { RunFeed } from '../result/run-feed.ts'
import { runsAfter, type RunState } from './view/runs-state.ts'

/** The runs as the feed has told them, for a screen that wants to hear of changes now and then. */
export interface RunStore {
  readonly runs: () => readonly RunState[]
  readonly subscribe: (listener: () => void) => () => void
  readonly close: () => void
}

/** Takes every event at once, but tells its listeners at most once in `intervalMs`: drawing costs more than listening. */
export const runStore = (feed: RunFeed, intervalMs: number): RunStore => {
  const listeners = new Set<() => void>()
  let received: readonly RunState[] = []
  let timer: NodeJS.Timeout | undefined
  const unsubscribe = feed.subscribe((event) => {
    received = runsAfter(received, event)
    timer ??= setTimeout(() => publish(), intervalMs)
  })
  let published = received
  const publish = (): void => {
    timer = undefined
    published = received
    for (const listener of listeners) listener()
  }
  return {
    runs: () => published,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      unsubscribe()
      clearTimeout(timer)
    },
  }
}
