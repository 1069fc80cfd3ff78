import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { z } from 'zod'

import { root } from '../house/repository.ts'
import { projects } from './projects.ts'

/** Seconds that each of the longer files took when `record-durations.ts` last ran, so that a fresh clone knows them. */
const recorded = z
  .record(z.string(), z.number())
  .parse(JSON.parse(readFileSync(new URL('durations.json', import.meta.url), 'utf8')))

/** Starts the longest files first, so that no processor ends up alone with one of them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (one, other) =>
        rankOf(one) - rankOf(other) ||
        secondsOf(other) - secondsOf(one) ||
        byName(one.moduleId, other.moduleId),
    )
  }
}

const secondsOf = ({ moduleId }: TestSpecification): number => recorded[relative(root, moduleId)] ?? 0

// Vitest keeps a shared thread only while the next file belongs to the same project, so projects stay together.
const rankOf = ({ project }: TestSpecification): number =>
  projects.findIndex(({ test }) => test?.name === project.name)

const byName = (one: string, other: string): number => (one < other ? -1 : Number(one > other))
