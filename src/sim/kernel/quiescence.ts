/**
 * How the kernel waits until no promise reaction is left to run. Both kinds give the same trace
 * (test/sim/kernel/quiescence.test.ts).
 */
export type QuiescenceKind = 'tick' | 'immediate'

export type QuiescenceWait = () => Promise<void>

/**
 * `tick` alternates with the microtask queue. Node takes the next tick only once that queue is empty, so no other
 * code runs in between. The other kind, `immediate`, goes once around the event loop: slower, and other code may run
 * meanwhile.
 */
export const quiescenceWaitOf = (kind: QuiescenceKind): QuiescenceWait => (kind === 'tick' ? tick : immediate)

const tick: QuiescenceWait = () => new Promise((resolve) => process.nextTick(resolve))

const immediate: QuiescenceWait = () => new Promise((resolve) => setImmediate(resolve))
