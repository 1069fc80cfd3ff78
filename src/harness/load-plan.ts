import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import { ScenarioError } from '../plan/scenario-error.ts'
import type { Job } from './job.ts'

/** Throws ScenarioError, in one sentence, if the plan file is invalid. */
export const loadPlan = (spoken: string, cwd: string): Job & { readonly plan: Plan } => {
  const file = resolve(cwd, spoken)
  const plan = readPlan(textOf(file, spoken), `plan file ${spoken}`)
  return { scenario: { name: plan.scenario, file, spoken }, seed: plan.seed, form: plan.form, plan }
}

const textOf = (file: string, spoken: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (trouble) {
    const code = trouble instanceof Error && 'code' in trouble ? trouble.code : null
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${String(code)})`
    throw new ScenarioError(
      `plan file ${spoken}: ${reason}; \`shakedown plan NAME --seed N --out FILE\` writes one`,
    )
  }
}
