import type { Centre } from '../../access/ports/index.ts'
import { realClock } from '../../real/machine/index.ts'

/** How often branches are told that their centre is there; they look as often (docs/fidelity.md §4.1). */
const beatMs = 5000

/** A centre that a program serves keeps itself up, until it is stopped; resolves when what was under way is done. */
export const keepingUp = (store: Centre, retentionMs: number): (() => Promise<void>) => {
  let cancel = (): void => {}
  let isStopped = false
  let underWay: Promise<unknown> = Promise.resolve()
  const beat = async (): Promise<void> => {
    // Trouble with its disk is said to whoever writes there next; branches notice that they do not hear of it.
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
