import { describe, expect, test } from 'vitest'

import { segmentBytes, segmentOnWireBytes } from '../../../src/sim/network/tcp.ts'
import { office } from '../../world/topologies.ts'
import { transfersIn } from '../../world/transfers.ts'

/** A 32-bit linear congruential generator (Numerical Recipes); gives numbers in (0, 1). */
const createDraw = (seed: number) => {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
}

const tunnelOf = (payloadBytesPerSecond: number, latencyUs: number) => ({
  ...office,
  vpns: [
    {
      kind: 'vpn' as const,
      id: 'tunnel',
      from: 'laptop',
      to: 'server',
      latencyUs,
      bytesPerSecond: (payloadBytesPerSecond * segmentOnWireBytes) / segmentBytes,
      redialUs: 0,
    },
  ],
})

const meanSojournS = (flows: number, sizeBytesOf: () => number, drawGapS: () => number): number => {
  const { agenda: scheduler, network, run } = transfersIn(tunnelOf(1_250_000, 0))
  let totalUs = 0
  let arrivalUs = 0
  for (let flow = 0; flow < flows; flow += 1) {
    arrivalUs += Math.round(drawGapS() * 1e6)
    const [startUs, sizeBytes] = [arrivalUs, sizeBytesOf()]
    const onEnd = () => {
      totalUs += scheduler.nowUs - startUs
    }
    scheduler.at(startUs, () => network.send({ from: 'laptop', to: 'server', sizeBytes, onEnd }))
  }
  run()
  return totalUs / flows / 1e6
}

describe('oracles', () => {
  test('row 8: exponential sizes share as processor sharing', () => {
    const [gap, size] = [createDraw(1), createDraw(2)]
    const drawGapS = () => -Math.log(gap()) / 1.75

    const meanS = meanSojournS(60_000, () => Math.ceil(-Math.log(size()) * 500_000), drawGapS)

    expect(Math.abs(meanS / 1.333333 - 1)).toBeLessThan(0.05)
  })

  test('row 8: equal sizes give the same mean', () => {
    const gap = createDraw(3)

    const meanS = meanSojournS(
      60_000,
      () => 500_000,
      () => -Math.log(gap()) / 1.75,
    )

    expect(Math.abs(meanS / 1.333333 - 1)).toBeLessThan(0.05)
  })

  test.each([
    [1000, 0.06049, 0.01],
    [14_000, 0.06588, 0.01],
    [30_000, 0.10715, 0.01],
    [100_000, 0.18504, 0.2],
    [1_000_000, 0.55845, 0.2],
    [10_000_000, 4.29271, 0.2],
  ])('row 22: %i bytes take what ns-3 measured', (sizeBytes, expectedS, tolerance) => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    const handshakeUs = network.roundTripUs('laptop', 'server') ?? Number.NaN
    scheduler.at(handshakeUs, () => send('laptop', 'server', sizeBytes))
    run()

    expect(Math.abs(scheduler.nowUs / 1e6 / expectedS - 1)).toBeLessThan(tolerance)
  })

  test('equal flows split the router evenly', () => {
    const [router] = office.routers
    if (!router) throw new Error('The office has lost its router')
    const narrow = {
      ...router,
      latencyUs: 0,
      capacityBytesPerSecond: (1_000_000 * segmentOnWireBytes) / segmentBytes,
    }
    const { send, run } = transfersIn({ ...office, routers: [narrow] })
    send('desk', 'server', 1_000_000)
    send('server', 'desk', 1_000_000)
    send('desk', 'bench', 500_000)

    expect(run()).toEqual([
      'desk bench 500000 delivered 1500000',
      'desk server 1000000 delivered 2500000',
      'server desk 1000000 delivered 2500000',
    ])
  })

  test('the same calls give the same ends', () => {
    const play = (): readonly string[] => {
      const { agenda: scheduler, network, send, run } = transfersIn()
      const draw = createDraw(7)
      const pick = (): string => ['server', 'desk', 'bench', 'laptop'][Math.floor(draw() * 4)] ?? 'server'
      for (let index = 0; index < 3000; index += 1) {
        const [from, to, sizeBytes] = [pick(), pick(), Math.ceil(draw() * draw() * 2_000_000)]
        scheduler.at(Math.ceil(draw() * 6e8), () => send(from, to, sizeBytes))
      }
      scheduler.at(3e8, () => network.setUp('tunnel', false))
      scheduler.at(4e8, () => network.setUp('tunnel', true))
      return [...run()]
    }

    const ends = play()
    expect(ends.length).toBe(3000)
    expect(ends.some((end) => end.includes('lost'))).toBe(true)
    expect(play()).toEqual(ends)
  })
})
