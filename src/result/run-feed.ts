import type { LiveEvent } from './live-event.ts'

/** Where live events come from. Whoever subscribes late first gets what was told before, in order. */
export interface RunFeed {
  subscribe(listener: (event: LiveEvent) => void): () => void
}
