import { defineConfig } from 'vitest/config'

/** The tests that need parts of the real world: Samba, OpenLDAP, HAProxy and PostgreSQL servers of their own. `npm test` runs without them. */
export default defineConfig({
  test: {
    include: ['test/real-parts/**/*.real.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default'],
  },
})
