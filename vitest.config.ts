import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

import { LongestFirst } from './test/runner/longest-first.ts'
import { memoryOrDisk } from './test/runner/memory-or-disk.ts'
import { projects } from './test/runner/projects.ts'

/** Ends a test that hangs. No test is meant to come near it, on a busy machine either. */
const hangMs = 300_000

const scratch = mkdtempSync(join(memoryOrDisk(), 'shakedown-tests-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))

export default defineConfig({
  resolve: {
    // Tests see the sources, scenarios included; dist is for the command itself.
    alias: { 'shakedown/scenario': fileURLToPath(new URL('./src/scenario/index.ts', import.meta.url)) },
  },
  test: {
    // What a machine remembers of lines: the tests', and not that of whoever runs them.
    env: { XDG_STATE_HOME: join(scratch, 'state') },
    provide: { isNightly: false, scratchFolder: scratch },
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
