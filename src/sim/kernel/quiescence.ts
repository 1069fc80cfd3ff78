/**
 * How the kernel waits until the engine has come to rest, that is, until no promise reaction is left to run.
 * Each must give the same trace (test/sim/kernel/quiescence.test.ts).
 */
export type QuiescenceKind = 'tick' | 'immediate'

export type QuiescenceWait = () => Promise<void>

/**
 * `tick` alternates with the microtask queue: Node takes the next tick only after that queue is empty, so nothing
 * foreign can run in between. `immediate` goes once around the event loop: slower, and others may run meanwhile.
 */
export const quiescenceWaitOf = (kind: QuiescenceKind): QuiescenceWait => (kind === 'tick' ? tick : immediate)

const tick: QuiescenceWait = () => new Promise((resolve) => process.nextTick(resolve))

const immediate: QuiescenceWait = () => new Promise((resolve) => setImmediate(resolve))
