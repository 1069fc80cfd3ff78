import { bundledScenarios, findScenario, type ScenarioSource, specOf } from '../harness/index.ts'
import { ScenarioError } from '../plan/scenario-error.ts'
import { CommandFailure, failureCodes } from './context/command-failure.ts'

export interface Sound {
  readonly source: ScenarioSource
  readonly story: string
  /** Parts of the scenario that another topology cannot keep. */
  readonly leftOut: readonly string[]
}

/** Loads the named scenarios, or all bundled ones, before any run begins. Throws CommandFailure at the first broken one. */
export const soundScenarios = async (
  names: readonly string[],
  cwd: string,
  on?: string,
): Promise<readonly Sound[]> => {
  try {
    const spoken = names.length > 0 ? names.map((name) => findScenario(name, cwd)) : bundledScenarios()
    const sound: Sound[] = []
    const design = on === undefined ? {} : { on: findScenario(on, cwd) }
    for (const each of spoken) {
      const source = { ...each, ...design }
      const { spec, leftOut } = await specOf(source)
      sound.push({ source: { ...source, name: spec.name }, story: spec.story, leftOut })
    }
    return sound
  } catch (trouble) {
    if (trouble instanceof ScenarioError) throw new CommandFailure(failureCodes.usage, trouble.message)
    throw trouble
  }
}
