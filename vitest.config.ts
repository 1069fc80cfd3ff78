import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import { LongestFirst } from './test/runner/longest-first.ts'
import { projects } from './test/runner/projects.ts'

/** Ends a test that hangs. No test is meant to come near it, on a busy machine either. */
const hangMs = 300_000

export default defineConfig({
  resolve: {
    // Tests see the sources, scenarios included; dist is for the command itself.
    alias: { 'shakedown/scenario': fileURLToPath(new URL('./src/scenario/index.ts', import.meta.url)) },
  },
  test: {
    // What a machine remembers of lines: the tests', and not that of whoever runs them.
    env: { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'shakedown-test-state-')) },
    provide: { isNightly: false },
    testTimeout: hangMs,
    hookTimeout: hangMs,
    // On two processors the default leaves one of them to nobody, and the tests take half as long again.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    allowOnly: false,
    reporters: ['default'],
    projects,
  },
})
