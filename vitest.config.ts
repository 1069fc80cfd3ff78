import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // Tests see the sources, scenarios included; dist is for the command itself.
    alias: { 'shakedown/scenario': fileURLToPath(new URL('./src/scenario/index.ts', import.meta.url)) },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    allowOnly: false,
    reporters: ['default'],
  },
})
