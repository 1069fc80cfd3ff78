import type { Topology } from '../../../src/plan/topology.ts'
import { createAgenda } from '../../../src/sim/kernel/agenda.ts'
import { createNetwork } from '../../../src/sim/network/network.ts'

const host = (id: string) => ({ kind: 'workstation', id, user: null, sessionLimit: null }) as const

/** An office of three on a router, a laptop with a VPN to the server, and a host that nothing joins. */
export const office: Topology = {
  name: 'office',
  hosts: ['server', 'desk', 'bench', 'laptop', 'island'].map(host),
  routers: [
    {
      kind: 'router',
      id: 'router',
      joins: ['server', 'desk', 'bench'],
      latencyUs: 200,
      bytesPerSecond: 125_000_000,
      capacityBytesPerSecond: 1_000_000_000,
    },
  ],
  vpns: [
    {
      kind: 'vpn',
      id: 'tunnel',
      from: 'laptop',
      to: 'server',
      latencyUs: 20_000,
      bytesPerSecond: 2_500_000,
      redialUs: 0,
    },
  ],
  copies: [{ id: 'copy', host: 'server', user: null, role: 'parent', parent: null }],
}

/** A network under test, with a diary of what ended when. */
export const createEstate = (topology: Topology = office) => {
  const agenda = createAgenda()
  const network = createNetwork(topology, agenda)
  const diary: string[] = []
  const send = (from: string, to: string, sizeBytes: number, afterUs = 0) =>
    network.send({
      from,
      to,
      sizeBytes,
      afterUs,
      onEnd: (outcome) => diary.push(`${from} ${to} ${sizeBytes} ${outcome} ${agenda.nowUs}`),
    })
  const run = (untilUs = Number.POSITIVE_INFINITY): readonly string[] => {
    while (agenda.step(untilUs));
    return diary
  }
  return { agenda, network, send, run }
}
