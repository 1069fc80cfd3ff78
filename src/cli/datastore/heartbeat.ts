import type { Centre } from '../../access/ports/index.ts'
import { realClock } from '../../real/machine/index.ts'

/** As often as branches poll (docs/fidelity.md §4.1). */
const beatMs = 5000

/** Sends heartbeats for a served centre. Returns a stop that resolves when the pending one is done. */
export const startHeartbeat = (store: Centre, retentionMs: number): (() => Promise<void>) => {
  let cancel = (): void => {}
  let isStopped = false
  let underWay: Promise<unknown> = Promise.resolve()
  const beat = async (): Promise<void> => {
    // The next writer learns of trouble with the disk. Branches notice the missing heartbeat.
    await store.keepUp(realClock.nowMs(), retentionMs)
    if (!isStopped)
      cancel = realClock.after(beatMs, () => {
        underWay = beat()
      })
  }
  underWay = beat()
  return async () => {
    isStopped = true
    cancel()
    await underWay
  }
}
