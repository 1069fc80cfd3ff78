import { expect, test, vi } from 'vitest'

import { planOf } from '../../src/harness/index.ts'
import { fixture, jobOf } from '../harness/pool.ts'
import { executed } from '../world/executed.ts'

// A network that takes everything and delivers nothing: the engine waits for an answer that never comes.
vi.mock(import('../../src/sim/network/network.ts'), async (original) => {
  const { createNetwork } = await original()
  return {
    createNetwork: (...given) => Object.assign(createNetwork(...given), { send: () => () => undefined }),
  }
})

test('a call that nothing will answer is named', async () => {
  const plan = await planOf(jobOf(fixture('quick-day')))

  await expect(executed(plan)).rejects.toThrow(
    /nothing is left to happen, and these calls were never answered: .*ann-\w+ asks office/,
  )
})
