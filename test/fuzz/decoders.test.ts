import { expect, test } from 'vitest'

import { fuzz } from './fuzz.ts'
import { fuzzTargets } from './targets.ts'

/** All decoders together; a million and more of them is `npm run fuzz`. */
const inputs = 12_000

test.each(fuzzTargets.map((target) => ({ target, name: target.name })))(
  'whatever becomes of the bytes, $name is read as it is spelt or refused',
  ({ target }) => {
    const { failure, read, refused } = fuzz(target, Math.ceil(inputs / fuzzTargets.length), 7)

    expect(failure).toBeNull()
    expect(read + refused).toBeGreaterThanOrEqual(Math.ceil(inputs / fuzzTargets.length))
  },
)
