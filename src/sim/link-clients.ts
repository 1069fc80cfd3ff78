import { serverClient, type ShareClient } from '../engine/index.ts'
import type { Copy } from '../plan/topology.ts'
import type { Kernel } from './kernel/kernel.ts'
import type { PendingCalls } from './kernel/pending-calls.ts'
import type { Network } from './network/network.ts'
import type { Recorder } from './recorder.ts'
import type { Servers } from './server/servers.ts'
import { simHttpsClient } from './server/sim-https-client.ts'
import { createSimShareClient, type SharedFolder } from './storage/sim-share.ts'

export interface LinkWorld {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly recorder: Recorder
  readonly servers: Servers
  readonly folderAt: (copy: string) => SharedFolder | null
}

/** How a copy reaches its parent: by that one's share, or through a server or a balancer. */
export interface Way {
  readonly client: ShareClient
  readonly address: string
}

export const wayTo = (parent: string, copy: Copy, world: LinkWorld): Way => {
  const { kernel, network, calls, recorder, servers, folderAt } = world
  const wires = { kernel, network, calls, copy: copy.id }
  const observer = {
    connected: (by: string, host: string) => recorder.connected(by, host, kernel.agenda.nowUs),
    disconnected: (by: string, host: string) => recorder.disconnected(by, host, kernel.agenda.nowUs),
    refused: (by: string, host: string) => recorder.refused(by, host, kernel.agenda.nowUs),
  }
  if (copy.through === undefined) {
    const client = createSimShareClient({ ...wires, fromHost: copy.host, folderAt, observer })
    return { client, address: parent }
  }
  const { traffic } = servers
  const doorOf = (id: string) => servers.doorOf(id)
  const session = () => servers.offices?.sessionOf(copy.id, copy.user ?? copy.id) ?? null
  const https = { ...wires, from: copy.host, traffic, doorOf, session, observer }
  const client = serverClient(simHttpsClient(https))
  return { client, address: `https://${copy.through}/${parent}` }
}
