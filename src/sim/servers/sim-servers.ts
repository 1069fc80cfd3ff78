import type { Digest } from '../../engine/ports/index.ts'
import type { Instance } from '../../plan/definitions/part/sync-server.ts'
import type { Topology } from '../../plan/topology.ts'
import type { SimAccess } from '../access/index.ts'
import type { WebEndpoint } from '../https/index.ts'
import type { Kernel, PendingCalls } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import { createSimShareClient, type SharedFolder, staleShareClient } from '../share/index.ts'
import { SimBalancer } from './balancer/index.ts'
import { Cores } from './cores.ts'
import { nasServicesOf } from './machine-services.ts'
import type { NasService } from './nas-service.ts'
import { ServerProcess } from './server-process.ts'
import { SimInstance } from './sim-instance.ts'
import { Traffic } from './traffic.ts'

export interface SimServersParts {
  readonly topology: Topology
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly calls: PendingCalls
  readonly digest: Digest
  /** The folder of a copy; null until it is shared. */
  readonly folderAt: (copy: string) => SharedFolder | null
  readonly release: (by: string) => void
}

export class SimServers {
  readonly traffic = new Traffic()
  readonly instances: ReadonlyMap<string, SimInstance>
  readonly balancers: ReadonlyMap<string, SimBalancer>
  readonly nasServices: ReadonlyMap<string, NasService>
  readonly machines: ReadonlyMap<string, Cores>
  access: SimAccess | null = null
  readonly #parts: SimServersParts
  #trouble: { readonly reason: unknown } | null = null

  constructor(parts: SimServersParts) {
    this.#parts = parts
    const { topology, kernel } = parts
    const { hosts, instances = [], balancers = [] } = topology
    this.nasServices = nasServicesOf(hosts, kernel.scheduler)
    this.machines = new Map(hosts.map(({ id, cores = 1 }) => [id, new Cores(kernel.scheduler, cores)]))
    this.instances = new Map(
      instances.map((spec) => [
        spec.id,
        new SimInstance({
          kernel,
          spec,
          cores: this.machines.get(spec.host) ?? new Cores(kernel.scheduler, 1),
          begin: (generation) => this.#begin(spec, generation),
          onTrouble: (reason) => (this.#trouble ??= { reason }),
        }),
      ]),
    )
    this.balancers = new Map(
      balancers.map((spec) => {
        const { network } = parts
        return [spec.id, new SimBalancer({ kernel, network, spec, instances: this.instances })]
      }),
    )
  }

  /** A failure that is a defect of ours. */
  get trouble(): { readonly reason: unknown } | null {
    return this.#trouble
  }

  endpointOf(id: string): WebEndpoint | null {
    return this.instances.get(id) ?? this.balancers.get(id) ?? null
  }

  async close(): Promise<void> {
    for (const balancer of this.balancers.values()) balancer.stop()
    for (const instance of this.instances.values()) await instance.close()
  }

  #begin(spec: Instance, generation: number): ServerProcess {
    const { kernel, digest, folderAt } = this.#parts
    const name = simIds.program(spec.id, generation)
    const folderOf = (file: string) => {
      const folder = folderAt(file)
      if (!folder || !spec.roots.includes(folder.host)) return null
      return { changes: () => folder.times.changes }
    }
    return new ServerProcess({
      kernel,
      digest,
      name,
      mounts: this.#mounts(spec, name),
      folderOf,
      died: () => this.#parts.release(name),
      gateway: () => this.access?.gatewayAt(spec.id) ?? null,
    })
  }

  /** Each server machine has its own name cache, shared by its processes. */
  #mounts(spec: Instance, copy: string): ReturnType<typeof staleShareClient> {
    const { kernel, network, names, calls, folderAt } = this.#parts
    const share = createSimShareClient({
      kernel,
      network,
      names,
      calls,
      copy,
      fromHost: spec.host,
      folderAt,
      observer: { connected: () => {}, refused: () => {}, disconnected: () => {} },
    })
    const namesMs = (): number =>
      Math.max(0, ...spec.roots.map((root) => this.nasServices.get(root)?.namesMs ?? 0))
    const times = {
      get listingMs() {
        return namesMs()
      },
      get absenceMs() {
        return namesMs()
      },
    }
    return staleShareClient(share, () => kernel.nowMs(), times)
  }
}
