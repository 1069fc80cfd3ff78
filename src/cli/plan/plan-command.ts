import { resolve } from 'node:path'

import { commandOf, type Job, OutputError, planOf, writePlan } from '../../harness/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { CommandContext } from '../context/command-context.ts'
import { usageFailure } from '../context/command-failure.ts'
import { jsonText } from '../context/printed-text.ts'
import type { JsonOption } from '../context/shared-options.ts'
import { parseSeeds } from '../run-options.ts'
import { soundScenarios } from '../sound-scenarios.ts'
import { planLines } from './plan-lines.ts'

export interface PlanCommandOptions extends JsonOption {
  readonly seed?: string
  readonly on?: string
  readonly short?: boolean
  readonly out?: string
}

/** `shakedown plan`: prints the plan of one run, or writes it to a file. */
export const planCommand = async (
  name: string,
  options: PlanCommandOptions,
  context: CommandContext,
): Promise<void> => {
  const [seed = 1] = parseSeeds(options)
  const [sound] = await soundScenarios([name], context.cwd, options.on)
  if (!sound) throw new Error(`no scenario was loaded for "${name}"`)
  const form = options.short === true ? 'short' : 'full'
  const job: Job = { scenario: sound.source, seed, form, calledAs: context.calledAs }
  const plan = await planOf(job)
  if (options.out !== undefined) keep(options.out, { ...job, plan }, context)
  else if (options.json === true) context.out(jsonText(plan))
  else context.out(`${planLines(plan, sound.leftOut, context.columns).join('\n')}\n`)
}

const keep = (spoken: string, job: Job & { readonly plan: Plan }, { cwd, out }: CommandContext): void => {
  try {
    writePlan(resolve(cwd, spoken), job.plan)
  } catch (trouble) {
    if (trouble instanceof OutputError) throw usageFailure(trouble.message)
    throw trouble
  }
  const command = commandOf({ ...job, scenario: { ...job.scenario, spoken } })
  out(`The plan is in ${spoken}. Run it with \`${command}\`.\n`)
}
