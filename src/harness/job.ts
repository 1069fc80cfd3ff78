import type { Form, Plan } from '../plan/plan.ts'

/** A run of a plan that the scenario draws, or that a file states. */
export interface Job {
  readonly scenario: ScenarioSource
  readonly seed: number
  readonly form: Form
  readonly plan?: Plan
  /** One sentence for each item that could not be carried over. */
  readonly leftOut?: readonly string[]
  /** How the user called this program. Defaults to `npx shakedown`. */
  readonly calledAs?: string
}

/** A scenario or plan file. `spoken` is its name on the command line. */
export interface ScenarioSource {
  readonly name: string
  readonly file: string
  readonly spoken: string
  /** Absent if the scenario runs on its own topology. */
  readonly on?: ScenarioSource
}

export const commandOf = ({ scenario, seed, form, plan, calledAs = 'npx shakedown' }: Job): string =>
  plan
    ? `${calledAs} replay ${quoted(scenario.spoken)}`
    : `${calledAs} run ${quoted(scenario.spoken)}${onText(scenario)} --seed ${seed}${form === 'short' ? ' --short' : ''}`

const onText = ({ on }: ScenarioSource): string => (on ? ` --on ${quoted(on.spoken)}` : '')

const quoted = (word: string): string =>
  /^[\w./@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
