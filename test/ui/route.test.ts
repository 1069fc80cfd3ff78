import { expect, test } from 'vitest'

import type { Topology } from '../../src/result/live-event.ts'
import { routeText } from '../../src/ui/view/route.ts'
import { faultOf, relayTopology } from './support/runs.ts'

const check = { everyUs: 1, rise: 1, fall: 1, timeoutUs: 1 }

const topology: Topology = {
  ...relayTopology(),
  instances: [
    { id: 'web-1', host: 'server-1', roots: ['nas'], workers: 1, port: 443 },
    { id: 'web-2', host: 'server-2', roots: ['nas'], workers: 1, port: 443 },
  ],
  balancers: [
    {
      id: 'balancer',
      host: 'balancer',
      instances: ['web-1', 'web-2'],
      stickiness: 'cookie',
      check,
      slowStartUs: 0,
      redispatch: true,
    },
  ],
}

const route = (child: Parameters<typeof routeText>[2], ...faults: Parameters<typeof faultOf>[0][]): string =>
  routeText({ topology, faults: faults.map((each) => faultOf({ ...each, toUs: null })) }, 'lead-pc', child)
    .map(({ text }) => text)
    .join('')

test('between machines stands the router or the vpn', () => {
  expect(route({ host: 'lead-pc' })).toBe('')
  expect(route({ host: 'laptop-01' })).toBe('router hotel-wifi ── ')
  expect(route({ host: 'office-server' }, { target: 'branch-vpn' })).toBe('VPN branch-vpn (down) ── ')
})

test('between a modem and its machine stands the LTE link', () => {
  const speed = { latencyUs: 1, downBytesPerSecond: 1, upBytesPerSecond: 1 }
  const link = { kind: 'lte', id: 'mast', from: ['laptop-99'], to: 'lead-pc', ...speed } as const
  const world = { topology: { ...topology, lteLinks: [{ ...link, from: [...link.from] }] }, faults: [] }
  const line = routeText(world, 'lead-pc', { host: 'laptop-99' })

  expect(line.map(({ text }) => text).join('')).toBe('LTE mast ── ')
})

test('whoever goes through a server or a balancer sees which, and what of it is down', () => {
  expect(route({ host: 'laptop-01', through: 'web-1' })).toBe('HTTPS web-1 ── ')
  expect(route({ host: 'laptop-01', through: 'balancer' })).toBe('HTTPS balancer: web-1, web-2 ── ')
  expect(route({ host: 'laptop-01', through: 'balancer' }, { target: 'web-1' })).toBe(
    'HTTPS balancer: web-1 (down), web-2 ── ',
  )
  expect(route({ host: 'laptop-01', through: 'balancer' }, { target: 'server-2' })).toBe(
    'HTTPS balancer: web-1, web-2 (down) ── ',
  )
  expect(route({ host: 'laptop-01', through: 'balancer' }, { target: 'balancer' })).toBe(
    'HTTPS balancer (down): web-1, web-2 ── ',
  )
})

test('what is drained, recycled or slow is not down', () => {
  const drained = { target: 'web-1', isDown: false }

  expect(route({ host: 'laptop-01', through: 'web-1' }, drained)).toBe('HTTPS web-1 ── ')
})
