import type { Topology } from '../../plan/topology.ts'
import type { Scheduler } from '../kernel/index.ts'
import type { Network } from '../network/index.ts'
import type { Names } from './host-names.ts'
import { SimNameServer } from './name-server.ts'
import { Query } from './query.ts'

export interface SimNamesParts {
  readonly topology: Topology
  readonly scheduler: Scheduler
  readonly network: Network
}

type End = (isFound: boolean) => void

/** A resolver with a cache on every machine. A world without name servers resolves nothing. */
export class SimNames implements Names {
  readonly servers: ReadonlyMap<string, SimNameServer>
  readonly #parts: SimNamesParts
  /** By machine and host, the time until which an answer counts. */
  readonly #cache = new Map<string, Map<string, number>>()
  /** By machine and host, the callers that wait for one query. */
  readonly #waiting = new Map<string, End[]>()

  constructor(parts: SimNamesParts) {
    this.#parts = parts
    this.servers = new Map(
      (parts.topology.nameServers ?? []).map((spec) => [spec.id, new SimNameServer(spec)]),
    )
    // The cache of a machine that restarts is empty.
    parts.network.onChange((part, isUp) => void (isUp || this.#cache.delete(part)))
  }

  knows(from: string, host: string): boolean {
    if (this.servers.size === 0 || from === host) return true
    return this.#parts.scheduler.nowUs < (this.#cache.get(from)?.get(host) ?? 0)
  }

  ask(from: string, host: string, end: End): void {
    if (this.knows(from, host)) return end(true)
    const key = `${from} ${host}`
    const waiting = this.#waiting.get(key)
    if (waiting) return void waiting.push(end)
    this.#waiting.set(key, [end])
    const { scheduler, network } = this.#parts
    new Query({ scheduler, network, from, servers: [...this.servers.values()] }).send((server) => {
      if (server) this.#remember(from, host, server)
      const ends = this.#waiting.get(key) ?? []
      this.#waiting.delete(key)
      for (const each of ends) each(server !== null)
    })
  }

  #remember(from: string, host: string, { timeToLiveUs }: SimNameServer): void {
    const cache = this.#cache.get(from) ?? new Map<string, number>()
    cache.set(host, this.#parts.scheduler.nowUs + timeToLiveUs)
    this.#cache.set(from, cache)
  }
}
