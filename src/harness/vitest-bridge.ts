import { describe, type File, startTests, test, type VitestRunner } from '@vitest/runner'

export interface RunCase {
  readonly title: string
  readonly run: () => Promise<void>
}

export interface CaseOutcome {
  readonly title: string
  readonly error: string | null
}

/**
 * Runs the cases of one scenario file as tests. Only this file knows `@vitest/runner`, which is at its last
 * version. Scenarios are plain data, so another runner could replace it.
 */
export const runAsTests = async (
  scenarioFile: string,
  suite: string,
  cases: readonly RunCase[],
): Promise<readonly CaseOutcome[]> => {
  const collect = (): void => {
    describe(suite, () => {
      for (const { title, run } of cases) test(title, run)
    })
  }
  const [file] = await startTests([scenarioFile], runnerOf(scenarioFile, collect))
  return file ? outcomesOf(file) : []
}

const runnerOf = (root: string, collect: () => void): VitestRunner => ({
  config: {
    root,
    name: undefined,
    setupFiles: [],
    passWithNoTests: false,
    allowOnly: false,
    testNamePattern: undefined,
    // Order and timing are fixed: a run ends when its scheduler is empty.
    sequence: { shuffle: false, concurrent: false, seed: 1, hooks: 'stack', setupFiles: 'list' },
    maxConcurrency: 1,
    testTimeout: 0,
    hookTimeout: 0,
    retry: 0,
    includeTaskLocation: undefined,
    chaiConfig: undefined,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  },
  // The file was imported and checked earlier. This registers its suite and tests.
  importFile: collect,
})

const outcomesOf = (file: File): CaseOutcome[] =>
  file.tasks
    .flatMap((task) => (task.type === 'suite' ? task.tasks : [task]))
    .map(({ name, result }) => ({
      title: name,
      error:
        result?.state === 'pass'
          ? null
          : (result?.errors?.[0]?.message ?? file.result?.errors?.[0]?.message ?? 'it did not run'),
    }))
