import type { ShareClient } from '../../engine/ports/index.ts'
import { serverClient } from '../../engine/replication/client/index.ts'
import type { Copy } from '../../plan/topology.ts'
import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import { type SimServers, simHttpsClient } from '../servers/index.ts'
import { createSimShareClient, type SharedFolder } from '../share/index.ts'

export interface LinkObserver {
  connected(copy: string, at: string): void
  refused(copy: string, at: string): void
  disconnected(copy: string, at: string): void
}

export interface LinkWorld {
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly calls: PendingCalls
  /** Receives session changes while their process runs. */
  readonly observer: LinkObserver
  readonly servers: SimServers
  readonly folderAt: (copy: string) => SharedFolder | null
}

export interface Way {
  readonly client: ShareClient
  readonly address: string
}

export const wayTo = (parent: string, copy: Copy, world: LinkWorld): Way => {
  const { kernel, network, names, calls, observer, servers, folderAt } = world
  const wires = { kernel, network, names, calls, copy: copy.id }
  if (copy.through === undefined) {
    const client = createSimShareClient({ ...wires, fromHost: copy.host, folderAt, observer })
    return { client, address: parent }
  }
  const { traffic } = servers
  const endpointOf = (id: string) => servers.endpointOf(id)
  const logOnSession = () => servers.access?.sessionOf(copy.id, copy.user ?? copy.id) ?? null
  const https = { ...wires, from: copy.host, traffic, endpointOf, logOnSession, observer }
  const client = serverClient(simHttpsClient(https))
  return { client, address: `https://${copy.through}/${parent}` }
}
