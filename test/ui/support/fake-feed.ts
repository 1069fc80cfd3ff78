import type { LiveEvent } from '../../../src/result/live-event.ts'
import type { RunFeed } from '../../../src/result/run-feed.ts'

/** A feed that tells what the test tells it, and to late listeners what was told before. */
export const fakeFeed = (past: readonly LiveEvent[]): RunFeed & { tell(event: LiveEvent): void } => {
  const told = [...past]
  const listeners = new Set<(event: LiveEvent) => void>()
  return {
    tell(event) {
      told.push(event)
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      for (const event of told) listener(event)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
