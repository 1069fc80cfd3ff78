import type { TestSpecification } from 'vitest/node'

import { LongestFirst } from './longest-first.ts'

/** Starts the shortest files first, where the first failure ends the run. */
export class ShortestFirst extends LongestFirst {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed()
  }
}
