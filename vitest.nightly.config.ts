import { mergeConfig } from 'vitest/config'

import daily from './vitest.config.ts'

/** All that `npm test` runs, with every drawn case, and many seeds of each scenario. */
export default mergeConfig(daily, {
  test: {
    provide: { isNightly: true },
    projects: [
      {
        extends: true,
        test: { name: 'seeds', pool: 'forks', testTimeout: 1_800_000, include: ['test/**/*.nightly.ts'] },
      },
    ],
  },
})
