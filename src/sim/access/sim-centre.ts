import type { FactRow } from '../../access/ports/index.ts'
import { fileFact, grantFact, roleFact, serverFact, userFact } from '../../access/rights/index.ts'
import { CentreStore } from '../../access/store/index.ts'
import type { Digest } from '../../engine/ports/index.ts'
import type { DataCentre } from '../../plan/definitions/part/data-centre.ts'
import { type Kernel, traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { SimDatabase } from '../machine/database/index.ts'
import type { AccessLog } from './access-log.ts'

export interface ClientFile {
  readonly id: string
  readonly name: string
}

export interface FirmBefore {
  readonly files: readonly ClientFile[]
  readonly users: readonly string[]
  readonly servers: readonly { readonly name: string; readonly publicKey: Uint8Array }[]
}

const role = 'staff'

export class SimCentre {
  readonly spec: DataCentre
  readonly store: CentreStore
  readonly #kernel: Kernel
  readonly #log: AccessLog
  readonly #files: readonly ClientFile[]
  #isOpen = true

  private constructor(spec: DataCentre, store: CentreStore, parts: CentreParts) {
    this.spec = spec
    this.store = store
    this.#kernel = parts.kernel
    this.#log = parts.log
    this.#files = parts.firm.files
  }

  static async make(spec: DataCentre, parts: CentreParts): Promise<SimCentre> {
    const name = { id: simIds.centreHistory(spec.id), name: spec.id }
    const centre = new SimCentre(spec, CentreStore.create(new SimDatabase(), parts.digest, name), parts)
    await centre.write(factsBefore(parts.firm))
    await centre.beat()
    return centre
  }

  /** Writes heartbeats, and drops changes past retention. */
  open(): void {
    const { scheduler } = this.#kernel
    scheduler.after(this.spec.beatUs, () => {
      if (!this.#isOpen) return
      this.#kernel.wake()
      void this.beat()
      this.open()
    })
  }

  close(): void {
    this.#isOpen = false
  }

  async write(rows: readonly FactRow[]): Promise<void> {
    const atMs = this.#kernel.nowMs()
    const outcome = await this.store.write(rows, { by: 'admin', atMs })
    this.#wrote(outcome.kind === 'written' ? outcome.position : null, rows)
  }

  async beat(): Promise<void> {
    const outcome = await this.store.keepUp(this.#kernel.nowMs(), this.spec.retentionUs / 1000)
    this.#wrote(outcome.kind === 'written' ? outcome.position : null, null)
  }

  disable(user: string): Promise<void> {
    return this.write([userFact(user, { state: 'disabled', name: user })])
  }

  enable(user: string): Promise<void> {
    return this.write([userFact(user, { state: 'active', name: user })])
  }

  takeRole(user: string): Promise<void> {
    return this.write(this.#files.map(({ id }) => grantFact(id, `user:${user}`, null)))
  }

  /** Returns true if an account or role was taken from somebody and not given back since. */
  lacks(user: string, what: 'account' | 'grant'): boolean {
    const taken =
      what === 'account'
        ? [userFact(user, { state: 'disabled', name: user })]
        : this.#files.map(({ id }) => grantFact(id, `user:${user}`, null))
    return taken.every(({ table, key, value }) => this.#written(table, key)?.value === value)
  }

  #written(table: string, key: string): FactRow | undefined {
    const isIt = (row: FactRow): boolean => row.table === table && row.key === key
    return this.#log.history.findLast(({ rows }) => rows.some(isIt))?.rows.find(isIt)
  }

  giveRole(user: string): Promise<void> {
    return this.write(grantsOf(user, this.#files))
  }

  /** Rows are null for a heartbeat. */
  #wrote(position: number | null, rows: readonly FactRow[] | null): void {
    const atMs = this.#kernel.nowMs()
    if (position === null) throw new RangeError(`nothing can be written at the centre ${this.spec.id}`)
    this.#log.history.push({ position, atMs, isHeartbeat: rows === null, rows: rows ?? [] })
    if (rows) this.#kernel.trace.record(this.#kernel.scheduler.nowUs, traceKeys.fact, this.spec.id, position)
  }
}

export interface CentreParts {
  readonly kernel: Kernel
  readonly digest: Digest
  readonly log: AccessLog
  readonly firm: FirmBefore
}

const factsBefore = ({ files, users, servers }: FirmBefore): readonly FactRow[] => [
  roleFact(role, { rights: ['open', 'write'] }),
  ...files.map(({ id, name }) => fileFact(id, { name, root: '' })),
  ...users.flatMap((user) => [userFact(user, { state: 'active', name: user }), ...grantsOf(user, files)]),
  ...servers.map(({ name, publicKey }) => serverFact(name, { publicKey: publicKey.toHex() })),
]

const grantsOf = (user: string, files: readonly ClientFile[]): readonly FactRow[] =>
  files.map(({ id }) => grantFact(id, `user:${user}`, { role }))
