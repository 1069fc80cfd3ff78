import type { NameServer } from '../../plan/definitions/part/name-server.ts'

export class SimNameServer {
  isUp = true
  readonly #spec: NameServer
  #queries = 0

  constructor(spec: NameServer) {
    this.#spec = spec
  }

  get id(): string {
    return this.#spec.id
  }

  get host(): string {
    return this.#spec.host
  }

  get timeToLiveUs(): number {
    return this.#spec.ttlUs
  }

  get queries(): number {
    return this.#queries
  }

  /** Takes a query. Returns false if it answers nobody. */
  takes(): boolean {
    this.#queries += 1
    return this.isUp
  }
}
