import type { DataStore } from '../../access/ports/index.ts'
import { firmReader } from '../../access/rights/index.ts'
import { type AuditEntry, SessionService } from '../../access/session/index.ts'
import type { Digest, KeyPair, Signature } from '../../engine/ports/index.ts'
import type { AccessTopology } from '../../plan/topology.ts'
import { streamKeys } from '../kernel/index.ts'
import { auditTraceKeys, simIds } from '../keys/index.ts'
import { simClock, simSignature } from '../machine/index.ts'
import { AccessLog } from './access-log.ts'
import type { Carrier } from './call-over-network.ts'
import { SimBranch } from './sim-branch.ts'
import { type ClientFile, SimCentre } from './sim-centre.ts'
import { directoryOverNetwork, SimDirectory } from './sim-directory.ts'
import type { SimGatewayParts } from './sim-gateway.ts'
import { SimLogOnSession } from './sim-log-on-session.ts'

export interface SimAccessParts {
  readonly carrier: Carrier
  readonly digest: Digest
  readonly topology: AccessTopology
  /** The client files. Each is published under the names of its copies. */
  readonly files: readonly (ClientFile & { readonly copies: readonly string[] })[]
  readonly users: readonly string[]
  readonly hostOf: (instance: string) => string
}

export const passwordOf = (user: string): string => simIds.password(user)

/** A firm's data stores, directories, people and session services. */
export class SimAccess {
  readonly topology: AccessTopology
  readonly log: AccessLog
  readonly centre: SimCentre
  readonly branches: readonly SimBranch[]
  readonly directories: ReadonlyMap<string, SimDirectory>
  readonly signature: Signature
  readonly #parts: SimAccessParts
  readonly #sessions = new Map<string, SimLogOnSession>()
  readonly #keys: ReadonlyMap<string, KeyPair>

  private constructor(parts: SimAccessParts, made: MadeAccess) {
    this.#parts = parts
    this.topology = parts.topology
    this.log = made.log
    this.centre = made.centre
    this.branches = made.branches
    this.signature = made.signature
    this.#keys = made.keys
    this.directories = new Map(parts.topology.directories.map(({ id }) => [id, knowing(parts.users)]))
  }

  /** Creates and fills all stores before the day begins. Returns null without a centre. */
  static async make(parts: SimAccessParts): Promise<SimAccess> {
    const { carrier, digest, topology: access, files, users } = parts
    const log = new AccessLog()
    const signature = simSignature(digest)
    const keys = new Map(access.desks.map(({ at }) => [at, keysOf(carrier, signature, at)]))
    const servers = [...keys].map(([name, { publicKey }]) => ({ name, publicKey }))
    const firm = { files, users, servers }
    const [spec] = access.centres
    if (!spec) throw new RangeError('a firm without a data centre has no facts')
    const centre = await SimCentre.make(spec, { kernel: carrier.kernel, digest, log, firm })
    const branches: SimBranch[] = []
    for (const branch of access.branches)
      branches.push(await SimBranch.make(branch, { carrier, centre, digest, log }))
    return new SimAccess(parts, { log, signature, keys, centre, branches })
  }

  open(): void {
    this.centre.open()
    for (const branch of this.branches) branch.open()
  }

  async close(): Promise<void> {
    this.centre.close()
    await Promise.all(this.branches.map((branch) => branch.close()))
  }

  /** Whether every branch equals its centre, except for changes in transit. */
  get areFollowing(): boolean {
    return this.branches.every(({ isFollowing }) => isFollowing)
  }

  /** Admits users at an instance, for one of its processes. Null if access is unrestricted. */
  gatewayAt(instance: string): SimGatewayParts | null {
    const sessionService = this.#sessionServiceAt(instance)
    const { kernel } = this.#parts.carrier
    const { log } = this
    const fileIdOf = (name: string): string | null =>
      this.#parts.files.find(({ copies }) => copies.includes(name))?.id ?? null
    return sessionService && { id: instance, sessionService, kernel, log, fileIdOf }
  }

  /** A copy's session, used at every server. Null if no gateway requires it. */
  sessionOf(copy: string, user: string): SimLogOnSession | null {
    if (this.topology.desks.length === 0) return null
    const known = this.#sessions.get(copy)
    const { carrier, digest } = this.#parts
    const { signature } = this
    const password = passwordOf(user)
    const session =
      known ?? new SimLogOnSession({ copy, user, password, kernel: carrier.kernel, signature, digest })
    this.#sessions.set(copy, session)
    return session
  }

  #sessionServiceAt(instance: string): SessionService | null {
    const spec = this.topology.desks.find(({ at }) => at === instance)
    const keys = this.#keys.get(instance)
    const directorySpec = this.topology.directories.find(({ id }) => id === spec?.directory)
    if (!spec || !keys || !directorySpec) return null
    const { carrier, digest, hostOf } = this.#parts
    const clock = simClock(carrier.kernel)
    const { lifeUs, graceUs } = this.topology
    return new SessionService({
      issuer: { name: instance, keys },
      directory: directoryOverNetwork(carrier, hostOf(instance), {
        ...directorySpec,
        host: directorySpec.on,
        directory: this.#directory(directorySpec.id),
      }),
      knowFirm: firmReader(this.#storeOf(spec.facts), clock),
      rules: { lifeMs: lifeUs / 1000, graceMs: graceUs / 1000 },
      stalenessBoundMs: this.windowMs,
      ports: { clock, digest, signature: this.signature },
      audit: (entry) => this.#recordAudit(instance, entry),
    })
  }

  get windowMs(): number {
    return (this.topology.lifeUs + this.topology.graceUs) / 1000
  }

  branch(id: string): SimBranch {
    const found = this.branches.find(({ spec }) => spec.id === id)
    if (!found) throw new RangeError(`there is no branch "${id}"`)
    return found
  }

  #directory(id: string): SimDirectory {
    const found = this.directories.get(id)
    if (!found) throw new RangeError(`there is no directory "${id}"`)
    return found
  }

  #storeOf(id: string): DataStore {
    return id === this.centre.spec.id ? this.centre.store : this.branch(id).store
  }

  #recordAudit(instance: string, { kind, user }: AuditEntry): boolean {
    const { kernel } = this.#parts.carrier
    kernel.trace.record(kernel.scheduler.nowUs, auditTraceKeys[kind], instance, user)
    return true
  }
}

interface MadeAccess {
  readonly log: AccessLog
  readonly signature: Signature
  readonly keys: ReadonlyMap<string, KeyPair>
  readonly centre: SimCentre
  readonly branches: readonly SimBranch[]
}

const keysOf = ({ kernel }: Carrier, signature: Signature, instance: string): KeyPair =>
  signature.keyPair(kernel.random.stream(streamKeys.keys).bytes(32, instance))

const knowing = (users: readonly string[]): SimDirectory => {
  const directory = new SimDirectory()
  for (const user of users) directory.put(user, { name: user, password: passwordOf(user), state: 'active' })
  return directory
}
