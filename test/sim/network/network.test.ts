import { describe, expect, test } from 'vitest'

import { office } from '../../world/topologies.ts'
import { transfersIn } from '../../world/transfers.ts'

describe('messages', () => {
  test('a small one costs latency and its bytes', () => {
    const { send, run } = transfersIn()
    send('laptop', 'server', 14_600)

    expect(run()).toEqual([
      `laptop server 14600 delivered ${20_000 + Math.ceil((14_600 * 1502) / 1448 / 2.5)}`,
    ])
  })

  test('round trips before it come on top', () => {
    const { send, run } = transfersIn()
    send('desk', 'server', 0, 1000)

    expect(run()).toEqual(['desk server 0 delivered 1200'])
  })

  test('an empty one costs the latency alone', () => {
    const { send, run } = transfersIn()
    send('desk', 'server', 0)

    expect(run()).toEqual(['desk server 0 delivered 200'])
  })

  test('small ones do not slow each other', () => {
    const { send, run } = transfersIn()
    for (let index = 0; index < 20; index += 1) send('laptop', 'server', 1000)

    expect(new Set(run())).toEqual(new Set(['laptop server 1000 delivered 20415']))
  })

  test('a host reaches itself at once, cable or not', () => {
    const { network, send, run } = transfersIn()
    network.setUp('desk', false)
    send('desk', 'desk', 1_000_000)

    expect(run()).toEqual(['desk desk 1000000 delivered 0'])
    expect([network.roundTripUs('desk', 'desk'), network.bytesSent]).toEqual([0, 0])
  })

  test('a cancelled one ends in silence', () => {
    const { network, send, run } = transfersIn()
    const cancels = [
      send('desk', 'server', 100),
      send('laptop', 'server', 5_000_000),
      send('desk', 'island', 1),
    ]
    for (const cancel of cancels) cancel()

    expect(run()).toEqual([])
    expect(network.isCarrying('tunnel')).toBe(false)
  })

  test('bytes are counted however they end', () => {
    const { network, send, run } = transfersIn()
    send('desk', 'server', 100)
    send('desk', 'island', 10)
    send('server', 'laptop', 1_000_000)
    run()

    expect(network.bytesSent).toBe(1_000_110)
  })

  test('a size that is no size is refused', () => {
    const { send } = transfersIn()

    expect(() => send('desk', 'server', -1)).toThrow('Cannot send -1 bytes from "desk" to "server"')
    expect(() => send('desk', 'server', Number.NaN)).toThrow(RangeError)
  })
})

describe('paths', () => {
  test('hosts do not forward for others', () => {
    const { network, send, run } = transfersIn()
    send('laptop', 'desk', 10)

    expect(run()).toEqual(['laptop desk 10 lost 0'])
    expect(network.roundTripUs('laptop', 'desk')).toBeNull()
  })

  test('the quickest path that is up is taken', () => {
    const [tunnel] = office.vpns
    if (!tunnel) throw new Error('The office has lost its tunnel')
    const spare = { ...tunnel, id: 'spare', from: 'server', to: 'desk', latencyUs: 9000 }
    const { network } = transfersIn({ ...office, vpns: [spare, tunnel] })

    expect(network.roundTripUs('desk', 'server')).toBe(400)
    network.setUp('router', false)
    expect(network.roundTripUs('desk', 'server')).toBe(18_000)
    expect(network.roundTripUs('server', 'desk')).toBe(18_000)
  })

  test('unknown names are refused', () => {
    const { network, send } = transfersIn()

    expect(() => send('desk', 'nowhere', 1)).toThrow('no such host')
    expect(() => send('desk', 'router', 1)).toThrow('no such host')
    expect(() => network.setUp('nowhere', false)).toThrow('Cannot find "nowhere" in the network "office"')
  })

  test('a topology with loose ends is refused', () => {
    const [tunnel] = office.vpns
    if (!tunnel) throw new Error('The office has lost its tunnel')

    expect(() => transfersIn({ ...office, vpns: [{ ...tunnel, to: 'nowhere' }] })).toThrow(
      'Cannot plug "nowhere"',
    )
    expect(() => transfersIn({ ...office, vpns: [{ ...tunnel, id: 'desk' }] })).toThrow(
      'two parts are called',
    )
  })
})
