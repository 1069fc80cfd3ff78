import { tmpdir } from 'node:os'

import { defineConfig } from 'vitest/config'

/** The tests that need parts of the real world: Samba, OpenLDAP, HAProxy and PostgreSQL servers of their own. `npm test` runs without them. */
export default defineConfig({
  test: {
    // On the machine's disk: real parts run beside real flushes.
    provide: { scratchFolder: tmpdir() },
    include: ['test/real-parts/**/*.real.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default'],
  },
})
