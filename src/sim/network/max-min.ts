/**
 * Shares lanes max-min fairly by progressive filling: all rates rise evenly until a lane of the flow is full
 * (docs/fidelity.md §8 row 21). Returns one rate a route, in the unit of the capacities.
 *
 * Uses only the four exact operations of arithmetic, so every machine gives the same rates.
 */
export const maxMinRates = (
  capacities: readonly number[],
  routes: readonly (readonly number[])[],
): readonly number[] => {
  const lanes = capacities.map((capacity): Lane => ({ left: capacity, waiting: 0, flows: [] }))
  const flows = routes.map((route): Flow => ({
    rate: null,
    lanes: route.map((index) => laneAt(lanes, index)),
  }))
  for (const flow of flows) {
    for (const lane of flow.lanes) {
      lane.waiting += 1
      lane.flows.push(flow)
    }
  }
  for (let lane = tightest(lanes); lane !== null; lane = tightest(lanes)) fill(lane)
  return flows.map((flow) => flow.rate ?? Number.POSITIVE_INFINITY)
}

interface Lane {
  left: number
  waiting: number
  readonly flows: Flow[]
}

interface Flow {
  rate: number | null
  readonly lanes: readonly Lane[]
}

const laneAt = (lanes: readonly Lane[], index: number): Lane => {
  const lane = lanes[index]
  if (!lane) throw new RangeError(`Cannot route over lane ${index}: there are ${lanes.length}`)
  return lane
}

// Takes the first of equally tight lanes. Another order would give the same rates except for rounding.
const tightest = (lanes: readonly Lane[]): Lane | null => {
  let found: Lane | null = null
  let least = Number.POSITIVE_INFINITY
  for (const lane of lanes) {
    if (lane.waiting === 0) continue
    const share = lane.left / lane.waiting
    if (share >= least) continue
    least = share
    found = lane
  }
  return found
}

const fill = (full: Lane): void => {
  const rate = full.left / full.waiting
  for (const flow of full.flows) {
    if (flow.rate !== null) continue
    flow.rate = rate
    for (const lane of flow.lanes) {
      lane.left -= rate
      lane.waiting -= 1
    }
  }
}
