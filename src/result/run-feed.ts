import type { LiveEvent } from './live-event.ts'

/** Late subscribers first get the earlier events, in order. */
export interface RunFeed {
  subscribe(listener: (event: LiveEvent) => void): () => void
}
