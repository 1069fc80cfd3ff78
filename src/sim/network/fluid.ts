import type { Scheduler, Cancel } from '../kernel/index.ts'
import type { Flow, Lane } from './lane.ts'
import { maxMinRates } from './max-min.ts'

/** Moves flows over shared lanes, each at its max-min fair rate (docs/fidelity.md §5.3, §8 rows 8 and 19). */
export interface Fluid {
  /** Starts a flow of bytes over some lanes. The scheduler calls `onSent` when the last byte has left the sender. */
  join(lanes: readonly Lane[], sizeBytes: number, onSent: () => void): Cancel
}

export const createFluid = (scheduler: Scheduler): Fluid => new SharedFluid(scheduler)

// Rates are rarely exact, and a rounding error of a picosecond must not cost a whole microsecond.
const roundingUs = 1e-6

class SharedFluid implements Fluid {
  readonly #scheduler: Scheduler
  readonly #flows = new Set<Flow>()
  #nextUs = Number.POSITIVE_INFINITY
  #cancelNext: Cancel | null = null

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  join(lanes: readonly Lane[], sizeBytes: number, onSent: () => void): Cancel {
    const updatedUs = this.#scheduler.nowUs
    const flow: Flow = { lanes, onSent, bytesLeft: sizeBytes, bytesPerUs: 0, updatedUs, endUs: updatedUs }
    this.#flows.add(flow)
    for (const lane of lanes) lane.flows.add(flow)
    this.#share(lanes)
    return () => {
      if (!this.#remove(flow)) return
      this.#share(lanes)
    }
  }

  #remove(flow: Flow): boolean {
    for (const lane of flow.lanes) lane.flows.delete(flow)
    return this.#flows.delete(flow)
  }

  /** Updates the rate of every flow that the change can reach; flows elsewhere keep theirs. */
  #share(changed: Iterable<Lane>): void {
    const { capacities, flows, routes } = reachableFrom(changed)
    const rates = maxMinRates(capacities, routes)
    for (const [index, flow] of flows.entries()) setRate(flow, rates[index] ?? 0, this.#scheduler.nowUs)
    this.#awaitNext()
  }

  // The scheduler holds one entry, for the earliest end. With one per flow, rate changes would fill it with cancelled ones.
  #awaitNext(): void {
    let nextUs = Number.POSITIVE_INFINITY
    for (const flow of this.#flows) if (flow.endUs < nextUs) nextUs = flow.endUs
    if (nextUs === this.#nextUs) return
    this.#cancelNext?.()
    this.#nextUs = nextUs
    this.#cancelNext =
      nextUs === Number.POSITIVE_INFINITY ? null : this.#scheduler.at(nextUs, () => this.#finishFlows())
  }

  #finishFlows(): void {
    this.#nextUs = Number.POSITIVE_INFINITY
    this.#cancelNext = null
    const finished = [...this.#flows].filter((flow) => flow.endUs <= this.#scheduler.nowUs)
    for (const flow of finished) this.#remove(flow)
    this.#share(finished.flatMap((flow) => flow.lanes))
    for (const flow of finished) flow.onSent()
  }
}

interface Component {
  readonly capacities: readonly number[]
  readonly flows: readonly Flow[]
  readonly routes: readonly (readonly number[])[]
}

const reachableFrom = (changed: Iterable<Lane>): Component => {
  const positions = new Map<Lane, number>()
  const capacities: number[] = []
  const positionOf = (lane: Lane): number => {
    const known = positions.get(lane)
    if (known !== undefined) return known
    positions.set(lane, capacities.length)
    return capacities.push(lane.bytesPerUs) - 1
  }
  const routes = new Map<Flow, readonly number[]>()
  for (const lane of changed) positionOf(lane)
  // Iterating a map also reaches entries inserted on the way, so this ends when no lane is new.
  for (const lane of positions.keys()) {
    for (const flow of lane.flows) {
      if (!routes.has(flow)) routes.set(flow, flow.lanes.map(positionOf))
    }
  }
  return { capacities, flows: [...routes.keys()], routes: [...routes.values()] }
}

const setRate = (flow: Flow, bytesPerUs: number, nowUs: number): void => {
  flow.bytesLeft = Math.max(0, flow.bytesLeft - flow.bytesPerUs * (nowUs - flow.updatedUs))
  flow.updatedUs = nowUs
  flow.bytesPerUs = bytesPerUs
  flow.endUs = nowUs + Math.max(0, Math.ceil(flow.bytesLeft / bytesPerUs - roundingUs))
}
