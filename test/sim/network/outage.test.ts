import { describe, expect, test } from 'vitest'

import { transfersIn } from '../../world/transfers.ts'

describe('outages', () => {
  test('a dropped VPN loses the flow inside it', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 10_000_000)
    scheduler.at(1_500_000, () => network.setUp('tunnel', false))

    expect(run()).toEqual(['laptop server 10000000 lost 1500000'])
    expect(scheduler.pending).toBe(0)
  })

  test('a message under way is lost at the drop', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 10)
    send('desk', 'server', 10)
    scheduler.at(100, () => network.setUp('server', false))

    expect(run()).toEqual(['laptop server 10 lost 100', 'desk server 10 lost 100'])
  })

  test('what is lost in the round trips before it is never sent', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 10, 80_000)
    send('laptop', 'server', 1_000_000, 80_000)
    scheduler.at(50_000, () => network.setUp('tunnel', false))

    expect(run()).toEqual(['laptop server 10 lost 50000', 'laptop server 1000000 lost 50000'])
  })

  test('a flow is lost in its last stretch too', () => {
    const whole = transfersIn()
    whole.send('laptop', 'server', 100_000)
    const arrivalUs = Number(whole.run()[0]?.split(' ').at(-1))

    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 100_000)
    scheduler.at(arrivalUs - 1, () => network.setUp('laptop', false))

    expect(run()).toEqual([`laptop server 100000 lost ${arrivalUs - 1}`])
  })

  test('a flow lost in slow start never joins', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 10_000_000)
    scheduler.at(10, () => network.setUp('tunnel', false))
    scheduler.at(20, () => network.setUp('tunnel', true))

    expect(run()).toEqual(['laptop server 10000000 lost 10'])
    expect(scheduler.nowUs).toBe(20)
  })

  test('sends over a down path are lost at once', () => {
    const { network, send, run } = transfersIn()
    network.setUp('router', false)
    send('desk', 'server', 10)

    expect(run()).toEqual(['desk server 10 lost 0'])
    expect(network.roundTripUs('desk', 'server')).toBeNull()
  })

  test('traffic elsewhere survives the drop', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('desk', 'server', 10)
    scheduler.at(100, () => network.setUp('tunnel', false))

    expect(run()).toEqual(['desk server 10 delivered 201'])
  })

  test('a path that came up carries again', () => {
    const { network, send, run } = transfersIn()
    network.setUp('tunnel', false)
    network.setUp('tunnel', true)
    send('laptop', 'server', 0)

    expect(run()).toEqual(['laptop server 0 delivered 20000'])
  })

  test('a loss may still be cancelled', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    const cancel = send('laptop', 'server', 10)
    scheduler.at(100, () => {
      network.setUp('tunnel', false)
      cancel()
    })

    expect(run()).toEqual([])
  })

  test('carrying lasts from the send to the end', () => {
    const { agenda: scheduler, network, send, run } = transfersIn()
    send('laptop', 'server', 1_000_000)

    expect(['tunnel', 'laptop', 'server', 'router'].map((part) => network.isCarrying(part))).toEqual([
      true,
      true,
      true,
      false,
    ])
    run(scheduler.nowUs + 300_000)
    expect(network.isCarrying('tunnel')).toBe(true)
    run()
    expect(network.isCarrying('tunnel')).toBe(false)
  })

  test('listeners hear changes in order of subscription', () => {
    const { network } = transfersIn()
    const heard: string[] = []
    const listen = (name: string) => network.onChange((part, up) => heard.push(`${name} ${part} ${up}`))
    const stop = listen('first')
    listen('second')

    network.setUp('tunnel', false)
    network.setUp('tunnel', false)
    stop()
    network.setUp('tunnel', true)

    expect(heard).toEqual(['first tunnel false', 'second tunnel false', 'second tunnel true'])
  })

  test('a part is up until taken down', () => {
    const { network } = transfersIn()
    expect(network.isUp('tunnel')).toBe(true)

    network.setUp('laptop', false)
    expect([network.isUp('laptop'), network.isUp('tunnel')]).toEqual([false, true])
  })
})
