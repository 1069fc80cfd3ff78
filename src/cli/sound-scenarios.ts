import { bundledScenarios, findScenario, loadScenario, type ScenarioSource } from '../harness/index.ts'
import { ScenarioError } from '../plan/scenario-error.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'

export interface Sound {
  readonly source: ScenarioSource
  readonly story: string
}

/** Loads the named scenarios, or all bundled ones, before any run begins. Throws CommandFailure at the first broken one. */
export const soundScenarios = async (names: readonly string[], cwd: string): Promise<readonly Sound[]> => {
  try {
    const spoken = names.length > 0 ? names.map((name) => findScenario(name, cwd)) : bundledScenarios()
    const sound: Sound[] = []
    for (const source of spoken) {
      const spec = await loadScenario(source)
      sound.push({ source: { ...source, name: spec.name }, story: spec.story })
    }
    return sound
  } catch (trouble) {
    if (trouble instanceof ScenarioError) throw new CommandFailure(failureCodes.usage, trouble.message)
    throw trouble
  }
}
