import type { Topology } from '../../../src/plan/topology.ts'
import type { Carrier } from '../../../src/sim/access/call-over-network.ts'
import { createKernel } from '../../../src/sim/kernel/kernel.ts'
import { PendingCalls } from '../../../src/sim/kernel/pending-calls.ts'
import { createNetwork } from '../../../src/sim/network/network.ts'

const topology: Topology = {
  name: 'two-offices',
  hosts: ['head-office', 'leeds'].map((id) => ({ kind: 'file-server', id, user: null, sessionLimit: null })),
  routers: [],
  vpns: [
    {
      kind: 'vpn',
      id: 'leeds-line',
      from: 'leeds',
      to: 'head-office',
      latencyUs: 40_000,
      bytesPerSecond: 1_000_000_000,
      redialUs: 0,
    },
  ],
  copies: [{ id: 'parent', host: 'leeds', user: null, role: 'parent', parent: null }],
}

/** Two machines and the line between them, in a world of their own. */
export const smallOffice = (seed = 1): { readonly carrier: Carrier } => {
  const kernel = createKernel({ seed, startsAtMs: 1_000_000, rest: 'tick', traps: null, traceListener: null })
  return { carrier: { kernel, network: createNetwork(topology, kernel.agenda), calls: new PendingCalls() } }
}

/** Lets the world go on until something that was begun in it has come to its end. */
export const inWorld = async <T>({ kernel }: Carrier, act: () => Promise<T>): Promise<T> => {
  const ended: { with: { readonly value: T } | null } = { with: null }
  kernel.agenda.after(0, () => {
    kernel.wake()
    void act().then((value) => (ended.with = { value }))
  })
  await kernel.run(Number.MAX_SAFE_INTEGER, () => ended.with !== null)
  if (!ended.with) throw new Error('the world came to its end before this did')
  return ended.with.value
}

/** Lets so much time pass, whether or not something happens at its end. */
export const passesIn = ({ kernel }: Carrier, us: number): Promise<void> => {
  const untilUs = kernel.agenda.nowUs + us
  kernel.agenda.at(untilUs, () => {})
  return kernel.run(untilUs)
}
