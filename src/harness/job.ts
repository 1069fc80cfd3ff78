import type { Form } from '../plan/plan.ts'

export interface Job {
  readonly scenario: ScenarioSource
  readonly seed: number
  readonly form: Form
  /** How the user called this program. Defaults to `npx shakedown`. */
  readonly calledAs?: string
}

/** Where a scenario comes from: its name, its file, and how a user names it on the command line. */
export interface ScenarioSource {
  readonly name: string
  readonly file: string
  readonly spoken: string
}

export const commandOf = ({ scenario, seed, form, calledAs = 'npx shakedown' }: Job): string =>
  `${calledAs} run ${quoted(scenario.spoken)} --seed ${seed}${form === 'short' ? ' --short' : ''}`

const quoted = (word: string): string =>
  /^[\w./@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
