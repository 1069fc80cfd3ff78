import type { LiveEvent } from '../result/live-event.ts'
import type { RunFeed } from '../result/run-feed.ts'

/** A feed that somebody tells things to. Of frames it keeps the last one a run, for those who come late. */
export interface OpenFeed extends RunFeed {
  tell(event: LiveEvent): void
}

export const createFeed = (): OpenFeed => {
  const listeners = new Set<(event: LiveEvent) => void>()
  const told: LiveEvent[] = []
  const lastFrames = new Map<string, LiveEvent>()
  return {
    tell: (event) => {
      if (event.kind === 'frame') lastFrames.set(event.run, event)
      else told.push(event)
      for (const listener of listeners) listener(event)
    },
    subscribe: (listener) => {
      for (const event of [...told.filter(({ kind }) => kind !== 'run-finished'), ...lastFrames.values()])
        listener(event)
      for (const event of told) if (event.kind === 'run-finished') listener(event)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
