import type { RunId } from './live-event.ts'

export const runIdOf = (scenario: string, seed: number): RunId => `${scenario}#${seed}`
