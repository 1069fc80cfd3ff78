import type { Form, Plan } from '../plan/plan.ts'

/** A run to make: of a plan that the scenario draws, or of the plan that a file states. */
export interface Job {
  readonly scenario: ScenarioSource
  readonly seed: number
  readonly form: Form
  /** The stated plan. Absent if the scenario draws it. */
  readonly plan?: Plan
  /** What of the scenario could not be carried over to another topology, a sentence each. */
  readonly leftOut?: readonly string[]
  /** How the user called this program. Defaults to `npx shakedown`. */
  readonly calledAs?: string
}

/** Where a run comes from: the name of its scenario, a scenario or plan file, and how a user names it on the command line. */
export interface ScenarioSource {
  readonly name: string
  readonly file: string
  readonly spoken: string
  /** The scenario whose topology it runs on. Absent if it is its own. */
  readonly on?: ScenarioSource
}

export const commandOf = ({ scenario, seed, form, plan, calledAs = 'npx shakedown' }: Job): string =>
  plan
    ? `${calledAs} replay ${quoted(scenario.spoken)}`
    : `${calledAs} run ${quoted(scenario.spoken)}${onText(scenario)} --seed ${seed}${form === 'short' ? ' --short' : ''}`

const onText = ({ on }: ScenarioSource): string => (on ? ` --on ${quoted(on.spoken)}` : '')

const quoted = (word: string): string =>
  /^[\w./@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
