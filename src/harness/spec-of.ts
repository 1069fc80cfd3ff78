import { type CarriedOver, carriedOver } from '../plan/carried-over.ts'
import type { ScenarioSource } from './job.ts'
import { loadScenario } from './load-scenario.ts'

/** Throws ScenarioError if the scenario or the replacing topology is invalid. */
export const specOf = async (source: ScenarioSource): Promise<CarriedOver> => {
  const spec = await loadScenario(source)
  return source.on ? carriedOver(spec, await loadScenario(source.on)) : { spec, leftOut: [] }
}
