import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // Tests see the sources, scenarios included; dist is for the command itself.
    alias: { 'shakedown/scenario': fileURLToPath(new URL('./src/scenario/index.ts', import.meta.url)) },
  },
  test: {
    // What a machine remembers of lines: the tests', and not that of whoever runs them.
    env: { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'shakedown-test-state-')) },
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    // On two processors the default leaves one of them to nobody, and the tests take half as long again.
    maxWorkers: '100%',
    allowOnly: false,
    reporters: ['default'],
  },
})
