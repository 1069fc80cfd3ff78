import { expect, test } from 'vitest'

import { bundledScenarios } from '../../src/harness/index.ts'
import { passingShortRuns, wellTried } from './short-runs.ts'

// More seeds run in seeds.nightly.ts.
test.each(bundledScenarios())('short runs of $name pass all checks', async (source) => {
  const records = await passingShortRuns(source, ({ name }) => (wellTried.includes(name) ? 2 : 1))

  expect(records.map(({ seed }) => seed)).toEqual(wellTried.includes(source.name) ? [1, 2] : [1])
})
