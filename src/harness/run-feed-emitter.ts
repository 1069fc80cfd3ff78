import type { LiveEvent } from '../result/live-event.ts'
import type { RunFeed } from '../result/run-feed.ts'

/** A feed that can also send. Late listeners get the last frame of each run. */
export interface RunFeedEmitter extends RunFeed {
  emit(event: LiveEvent): void
}

export const createRunFeed = (): RunFeedEmitter => {
  const listeners = new Set<(event: LiveEvent) => void>()
  const emitted: LiveEvent[] = []
  const lastFrames = new Map<string, LiveEvent>()
  return {
    emit: (event) => {
      if (event.kind === 'frame') lastFrames.set(event.run, event)
      else emitted.push(event)
      for (const listener of listeners) listener(event)
    },
    subscribe: (listener) => {
      for (const event of [...emitted.filter(({ kind }) => kind !== 'run-finished'), ...lastFrames.values()])
        listener(event)
      for (const event of emitted) if (event.kind === 'run-finished') listener(event)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
