import type { Balancer } from '../../src/plan/definitions/part/load-balancer.ts'
import type { Host, Router, Topology, Vpn } from '../../src/plan/topology.ts'
import { secondUs } from './sim-world.ts'

const host = (id: string, kind: Host['kind'] = 'workstation'): Host => ({
  kind,
  id,
  user: null,
  sessionLimit: null,
  ...(kind === 'server' ? { cores: 2 } : {}),
})

const router = (id: string, joins: string[], speed: Partial<Router> = {}): Router => ({
  kind: 'router',
  id,
  joins,
  latencyUs: 200,
  bytesPerSecond: 125_000_000,
  capacityBytesPerSecond: 1_000_000_000,
  ...speed,
})

const vpn = (
  id: string,
  from: string,
  to: string,
  speed: Pick<Vpn, 'latencyUs' | 'bytesPerSecond'>,
): Vpn => ({
  kind: 'vpn',
  id,
  from,
  to,
  redialUs: 0,
  ...speed,
})

const parentOn = (id: string, on: string): Topology['copies'][number] => ({
  id,
  host: on,
  user: null,
  role: 'parent',
  parent: null,
})

/** An office of three on a router, a laptop with a VPN to the server, and a host that nothing joins. */
export const office: Topology = {
  name: 'office',
  hosts: ['server', 'desk', 'bench', 'laptop', 'island'].map((id) => host(id)),
  routers: [router('router', ['server', 'desk', 'bench'])],
  vpns: [vpn('tunnel', 'laptop', 'server', { latencyUs: 20_000, bytesPerSecond: 2_500_000 })],
  copies: [parentOn('copy', 'server')],
}

/** Two machines and the line between them. */
export const twoOffices: Topology = {
  name: 'two-offices',
  hosts: ['head-office', 'leeds'].map((id) => host(id, 'file-server')),
  routers: [],
  vpns: [vpn('leeds-line', 'leeds', 'head-office', { latencyUs: 40_000, bytesPerSecond: 1_000_000_000 })],
  copies: [parentOn('parent', 'leeds')],
}

/** HAProxy's defaults. */
const haproxyDefaults: Balancer = {
  id: 'balancer',
  host: 'balancer',
  instances: ['web-1', 'web-2'],
  stickiness: 'cookie',
  check: { everyUs: 2 * secondUs, rise: 2, fall: 3, timeoutUs: 2 * secondUs },
  slowStartUs: 0,
  redispatch: true,
}

const instance = (id: string, on: string) => ({ id, host: on, roots: ['nas'], workers: 2, port: 443 })

/** A client file on a NAS, two servers that publish it, a balancer before them, and two laptops. */
export const servedOffice = (balancer: Partial<Balancer> = {}): Topology => {
  const hosts = [
    host('nas', 'nas'),
    host('server-1', 'server'),
    host('server-2', 'server'),
    host('balancer', 'balancer'),
    host('desk', 'laptop'),
    host('bench', 'laptop'),
  ]
  const joined = hosts.map(({ id }) => id)
  const speed = { latencyUs: 500, bytesPerSecond: 12_500_000, capacityBytesPerSecond: 125_000_000 }
  return {
    name: 'estate',
    hosts,
    routers: [router('switch', joined, speed)],
    vpns: [],
    copies: [parentOn('ACME', 'nas')],
    instances: [instance('web-1', 'server-1'), instance('web-2', 'server-2')],
    balancers: [{ ...haproxyDefaults, ...balancer }],
  }
}
