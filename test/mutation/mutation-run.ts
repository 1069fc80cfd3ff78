import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Stryker } from '@stryker-mutator/core'

import { root } from '../house/repository.ts'
import { isMutated } from './is-mutated.ts'
import { type MutatedSource, strykerReport } from './mutated-source.ts'
import type { MutationOptions } from './mutation-options.ts'

const reportFile = 'reports/out/mutation/mutation.json'

/** Mutates, tests, and returns each mutated file with its mutants. */
export const runMutations = async (
  options: MutationOptions,
): Promise<Readonly<Record<string, MutatedSource>>> => {
  await new Stryker(strykerOptions(options)).runMutationTest()
  const { files } = strykerReport.parse(JSON.parse(readFileSync(join(root, reportFile), 'utf8')))
  return Object.fromEntries(Object.entries(files).filter(([file]) => isMutated(file, options.mutate)))
}

const strykerOptions = ({
  mutate,
  concurrency,
  force,
}: MutationOptions): ConstructorParameters<typeof Stryker>[0] => ({
  mutate: [...mutate],
  concurrency,
  force,
  testRunner: 'vitest',
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
  // Every test of the configuration may reach a mutant, and coverage tells which do.
  vitest: { configFile: 'vitest.mutate.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // A module's constant is made before any test runs, so each such mutant would cost a run of all tests.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'node_modules/.cache/mutation/incremental.json',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: reportFile },
  // Nothing is compiled, and TypeScript 7 has no interface by which Stryker could rewrite its configuration.
  tsconfigFile: 'none',
  ignorePatterns: ['dist', 'dist.*', 'docs', 'reports', 'scenarios'],
  // A test takes ten times as long on a busy machine. Endless loops are found sooner, by counting their rounds.
  timeoutMS: 60_000,
  timeoutFactor: 4,
  allowConsoleColors: false,
})
