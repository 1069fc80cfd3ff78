import { type CarriedOver, carriedOver } from '../plan/carried-over.ts'
import type { ScenarioSource } from './job.ts'
import { loadScenario } from './load-scenario.ts'

/** A scenario, or its day on another one's topology. Throws ScenarioError if either is not sound. */
export const specOf = async (source: ScenarioSource): Promise<CarriedOver> => {
  const spec = await loadScenario(source)
  return source.on ? carriedOver(spec, await loadScenario(source.on)) : { spec, leftOut: [] }
}
