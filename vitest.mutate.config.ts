import { defineConfig } from 'vitest/config'

import { ShortestFirst } from './test/runner/shortest-first.ts'
import daily from './vitest.config.ts'

/** The tests that exercise what `npm run mutate` changes, and take seconds. */
const include = [
  'test/engine/merge/**/*.test.ts',
  'test/engine/replication/**/*.test.ts',
  'test/engine/replica/**/*.test.ts',
  'test/engine/lifecycle/**/*.test.ts',
  'test/engine/storage/snapshot/{open-from-snapshot,evicted-events,ended-logs}.test.ts',
  'test/engine/{field-group,half-made,unknown-ops}.test.ts',
  'test/properties/{merge,endings,cloned-endings,clones,clocks,lease,turns}.test.ts',
  'test/sim/check/**/*.test.ts',
]

const exclude = [
  // Reads the text of sources, and a mutant's text is another.
  'test/sim/check/independence.test.ts',
  // Five seconds and more each, for code that is not mutated.
  'test/engine/replication/exchange/large-documents.test.ts',
  'test/engine/replication/link/{peer-session,host-limit}.test.ts',
]

export default defineConfig({
  ...daily,
  test: {
    ...daily.test,
    sequence: { sequencer: ShortestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'mutation',
          pool: 'threads',
          isolate: false,
          setupFiles: ['test/mutation/fixed-draws.ts'],
          include,
          exclude,
        },
      },
    ],
  },
})
