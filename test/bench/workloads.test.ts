import { describe, expect, test } from 'vitest'

import { peer } from '../../bench/peers/ours-in-memory.ts'
import { workloads } from '../../bench/peers/workloads.ts'

const small = { records: 30, edits: 20, copies: 4 }

// What the others do is the peers' business; that ours takes part in full is tested here.
describe('the workloads that are measured beside the peers', () => {
  test.each(Object.entries(workloads))(
    '%s comes to an end, with bytes to show for it',
    async (_, workload) => {
      const outcome = await workload.run(peer, small)
      expect(outcome.ms).toBeGreaterThan(0)
      expect(outcome.storedBytes).toBeGreaterThan(0)
    },
  )

  test('every truly concurrent write is shown to a user', async () => {
    const { concurrent } = (await workloads['fan-in']?.run(peer, small)) ?? {}
    expect(concurrent?.writes).toBeGreaterThan(small.copies)
    expect(concurrent?.seen).toBe(concurrent?.writes)
  })
})
