import { describe, expect, test } from 'vitest'

import { dnsOutage, vpnDrops } from '../../../src/scenario/index.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'
import { executePlan } from '../../../src/sim/run/execute-plan.ts'
import { exampleFirm } from './example-firm.ts'

const dayWith = async (...faults: Parameters<typeof exampleFirm>[0]) => {
  const { recording } = await executePlan(drawPlan(exampleFirm(faults), 'full', 1), {
    traps: null,
    quiescence: 'tick',
    traceListener: null,
    onFrame: null,
    isCancelled: () => false,
  })
  return recording
}

describe('a name server that is silent for most of a day', () => {
  test('is recorded as seen, and the world heals', async () => {
    const { faults, healed } = await dayWith(dnsOutage('dns', { at: '10s', lasting: '4m' }))

    expect(faults.map(({ happened }) => happened)).toEqual([true])
    expect(healed).toBe(true)
  })

  test('keeps a day alive whose lines drop meanwhile', async () => {
    const outage = dnsOutage('dns', { at: '30s', lasting: '3m' })
    const { faults, healed } = await dayWith(
      outage,
      vpnDrops('office-vpn', { times: 2, lasting: ['5s', '10s'] }),
    )

    expect(faults.every(({ happened }) => happened)).toBe(true)
    expect(healed).toBe(true)
  })
})
