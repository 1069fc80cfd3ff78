import { describe, expect, test } from 'vitest'

import {
  balancerRestarts,
  drains,
  loadBalancer,
  nas,
  nasFails,
  parentFile,
  peerParent,
  recycles,
  serverDies,
  serverFlaps,
  serverHost,
  serverSlows,
  syncCopies,
  syncServer,
} from '../../src/scenario/index.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { topologyOf } from '../../src/sim/planning/topology-of.ts'
import { servedCopies, servedParts, servedTeam } from '../world/served-team.ts'
import { complaint, typo } from './complaint.ts'

test('servers, what their files lie on and balancers become machines, instances and ways', () => {
  const { hosts, instances, balancers, copies } = topologyOf(servedTeam())

  expect(hosts.map(({ id, kind }) => `${id}: ${kind}`).slice(0, 4)).toEqual([
    'nas-1: nas',
    'nas-2: nas',
    'server: server',
    'balancer: balancer',
  ])
  expect(instances).toEqual([
    { id: 'web-1', host: 'server', roots: ['nas-1'], workers: 4, port: 8443 },
    { id: 'web-2', host: 'server', roots: ['nas-1'], workers: 4, port: 8444 },
  ])
  expect(balancers?.map(({ id, host, instances: before }) => [id, host, before])).toEqual([
    ['balancer', 'balancer', ['web-1', 'web-2']],
  ])
  expect(copies.map(({ through }) => through)).toEqual([undefined, 'balancer', 'balancer', 'balancer'])
})

test('a balancer of which nothing is said is as HAProxy has it', () => {
  expect(loadBalancer('balancer', { before: ['web'] })).toEqual({
    kind: 'load-balancer',
    id: 'balancer',
    instances: ['web'],
    stickiness: 'cookie',
    check: { everyUs: 2_000_000, rise: 2, fall: 3, timeoutUs: 2_000_000 },
    slowStartUs: 0,
    redispatch: true,
  })
})

describe('an unknown option is refused with the nearest', () => {
  test.each<[string, () => unknown, string]>([
    ['serverHost', () => serverHost('server', typo({}, { core: 2 })), 'cores'],
    ['syncServer', () => syncServer('web', typo({ on: 'a', roots: ['b'] }, { worker: 2 })), 'workers'],
    ['loadBalancer', () => loadBalancer('b', typo({ before: ['a'] }, { stickines: 'none' })), 'stickiness'],
    ['its check', () => loadBalancer('b', { before: ['a'], check: typo({}, { evry: '2s' }) }), 'every'],
    ['recycles', () => recycles('web', typo({ at: '1h' }, { att: '1h' })), 'at'],
    ['serverDies', () => serverDies('web', typo({ at: '1h' }, { insideUplod: true })), 'insideUpload'],
    ['serverSlows', () => serverSlows('server', typo({ at: '1h' }, { slownes: 3 })), 'slowness'],
    ['serverFlaps', () => serverFlaps('web', typo({ at: '1h', times: 3 }, { dwon: '2s' })), 'down'],
    ['nasFails', () => nasFails('nas', typo({ how: 'slow', at: '1h' }, { lastin: '2m' })), 'lasting'],
    ['balancerRestarts', () => balancerRestarts('b', typo({ at: '1h' }, { lastng: '2s' })), 'lasting'],
    ['drains', () => drains('b', typo({ server: 'web', at: '1h' }, { servr: 'x' })), 'server'],
    ['syncCopies', () => syncCopies(typo({ on: 'staff', of: 'parent' }, { thruogh: 'web-1' })), 'through'],
    ['peerParent', () => peerParent('lead', typo({ on: 'pc' }, { throgh: 'web-1' })), 'through'],
  ])('in the options of %s', (_word, make, meant) => {
    expect(complaint(make)).toContain(`did you mean "${meant}"?`)
  })
})

describe('a name that names nothing of its kind is refused', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a machine for a server',
      () => servedTeam({ parts: [...servedParts, syncServer('web-3', { on: 'servr', roots: ['nas-1'] })] }),
      'syncServer "web-3" runs on "servr", but there is no such serverHost; did you mean "server"?',
    ],
    [
      'what a server publishes from',
      () => servedTeam({ parts: [...servedParts, syncServer('web-3', { on: 'server', roots: ['nas1'] })] }),
      'publishes from "nas1", but there is no such nas or fileServer; did you mean "nas-1"?',
    ],
    [
      'a server behind a balancer',
      () => servedTeam({ parts: [...servedParts, loadBalancer('other', { before: ['web1'] })] }),
      'loadBalancer "other" stands before "web1", but there is no such syncServer; did you mean "web-1"?',
    ],
    [
      'a way through a machine',
      () =>
        servedTeam({
          copies: [servedCopies[0], syncCopies({ on: 'staff', of: 'parent', through: 'server' })].flatMap(
            (copy) => copy ?? [],
          ),
        }),
      'goes through "server", but there is no such syncServer or loadBalancer',
    ],
    ['recycled', () => servedTeam({ faults: [recycles('web3', { at: '1h' })] }), 'recycles names "web3"'],
    ['dying', () => servedTeam({ faults: [serverDies('nas-1', { at: '1h' })] }), 'serverDies names "nas-1"'],
    [
      'flapping',
      () => servedTeam({ faults: [serverFlaps('server', { at: '1h', times: 3 })] }),
      'serverFlaps names "server"',
    ],
    ['slow', () => servedTeam({ faults: [serverSlows('web-1', { at: '1h' })] }), 'serverSlows names "web-1"'],
    [
      'failing',
      () => servedTeam({ faults: [nasFails('web-1', { how: 'gone', at: '1h' })] }),
      'nasFails names "web-1", but there is no such nas',
    ],
    [
      'restarting',
      () => servedTeam({ faults: [balancerRestarts('web-1', { at: '1h' })] }),
      'balancerRestarts names "web-1"',
    ],
    [
      'drained',
      () => servedTeam({ faults: [drains('balancer', { server: 'web-9', at: '1h' })] }),
      'drains takes out "web-9"',
    ],
  ])('%s', (_what, make, message) => {
    expect(complaint(make)).toContain(message)
  })
})

test('a way to a file that the server does not publish is refused', () => {
  const copies = [parentFile('parent', { on: 'nas-2' }), ...servedCopies.slice(1)]

  expect(complaint(() => servedTeam({ copies }))).toBe(
    'syncCopies goes through "balancer" to "parent", which lies on "nas-2"; syncServer "web-1" publishes from nas-1 alone',
  )
})

test('two servers at one port of one machine are refused', () => {
  const parts = [...servedParts, syncServer('web-3', { on: 'server', roots: ['nas-1'], port: 8444 })]

  expect(complaint(() => servedTeam({ parts }))).toBe(
    'syncServer "web-3" listens at port 8444 of "server", where "web-2" does; give it another port',
  )
})

test('in the short form what befalls servers comes as early in the day, and leaves most of it', () => {
  const spec = servedTeam({
    faults: [
      serverDies('web-1', { at: '4h', lasting: '1h' }),
      recycles('web-2', { at: '2h' }),
      serverFlaps('web-2', { at: '6h', times: 160, down: '4s', up: '4s' }),
    ],
  })
  const { items } = drawPlan(spec, 'short', 1).faults

  expect(
    items.slice(0, 2).map((item) => [item.kind, item.atUs / 1e6, 'lastsUs' in item ? item.lastsUs : null]),
  ).toEqual([
    ['recycle', 450, null],
    ['stop-server', 900, 300_000_000],
  ])
  expect(items.slice(2).map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `server-flaps-web-2-${index + 1}`),
  )
})

test('flaps are down and up for about as long as was said, each for another time', () => {
  const spec = servedTeam({ faults: [serverFlaps('web-1', { at: '1h', times: 50, down: '4s', up: '20s' })] })
  const { items } = drawPlan(spec, 'full', 1).faults
  const flaps = items.flatMap((item) => (item.kind === 'server-flaps' ? [item] : []))
  const lasting = flaps.map(({ lastsUs }) => lastsUs)

  expect(flaps.length).toBe(50)
  expect(new Set(lasting).size).toBeGreaterThan(40)
  expect(Math.min(...lasting)).toBeGreaterThanOrEqual(2_000_000)
  expect(Math.max(...lasting)).toBeLessThanOrEqual(6_000_000)
})

test('a nas is a machine like any other, and a syncServer is none', () => {
  expect(nas('nas-1')).toEqual({ kind: 'nas', id: 'nas-1' })
  expect(complaint(() => servedTeam({ copies: [parentFile('parent', { on: 'web-1' })] }))).toContain(
    'parentFile "parent" lies on "web-1", but there is no such host',
  )
})
