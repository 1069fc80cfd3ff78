/**
 * How the kernel waits until the engine has come to rest, that is, until no promise reaction is left to run.
 * Each must give the same trace (test/sim/kernel/rest.test.ts).
 */
export type RestKind = 'tick' | 'immediate'

export type Rest = () => Promise<void>

/**
 * `tick` alternates with the microtask queue: Node takes the next tick only after that queue is empty, so nothing
 * foreign can run in between. `immediate` goes once around the event loop: slower, and others may run meanwhile.
 */
export const restOf = (kind: RestKind): Rest => (kind === 'tick' ? tick : immediate)

const tick: Rest = () => new Promise((resolve) => process.nextTick(resolve))

const immediate: Rest = () => new Promise((resolve) => setImmediate(resolve))
