import { expect } from 'vitest'

import { ScenarioError } from '../../src/plan/scenario-error.ts'

/** What an author is told; a scenario that is accepted fails the test. */
export const complaint = (make: () => unknown): string => {
  try {
    make()
  } catch (trouble) {
    expect(trouble).toBeInstanceOf(ScenarioError)
    return trouble instanceof Error ? trouble.message : ''
  }
  throw new Error('nobody complained')
}

// Node runs scenario files without their types, so a typo reaches the kit: built here as the compiler lets it pass.
export const typo = <T extends object>(sound: T, wrong: Record<string, unknown>): T => ({
  ...sound,
  ...wrong,
})
