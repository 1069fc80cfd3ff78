import type { DataStore, StoreStanding } from '../../access/ports/index.ts'
import { defaultReplicatorRules, Replicator } from '../../access/replication/index.ts'
import { accessTables, userFact } from '../../access/rights/index.ts'
import { BranchStore } from '../../access/store/index.ts'
import type { Digest } from '../../engine/ports/index.ts'
import type { BranchOffice } from '../../plan/definitions/part/branch-office.ts'
import type { CauseKey } from '../../plan/keys/cause-key.ts'
import { simCauses, streamKeys, traceKeys } from '../kernel/index.ts'
import { writeTraceKeys } from '../keys/index.ts'
import { SimDatabase } from '../machine/database/index.ts'
import { simClock } from '../machine/index.ts'
import type { AccessLog } from './access-log.ts'
import type { Carrier } from './call-over-network.ts'
import type { SimCentre } from './sim-centre.ts'
import { simChangeFeed } from './sim-change-feed.ts'

/** How often a branch's reader polls its position, and how often it reads all facts. */
const pollEveryUs = 2_500_000
const readEveryUs = 60_000_000

type Phase = Extract<StoreStanding, { kind: 'branch' }>['phase']

export interface BranchParts {
  readonly carrier: Carrier
  readonly centre: SimCentre
  readonly digest: Digest
  readonly log: AccessLog
}

export class SimBranch {
  readonly spec: BranchOffice
  readonly store: BranchStore
  readonly replicator: Replicator
  readonly #carrier: Carrier
  readonly #log: AccessLog
  #isOpen = true
  #readAtUs = Number.NEGATIVE_INFINITY
  #phase: Phase = 'empty'
  #behindMs = 0

  private constructor(spec: BranchOffice, store: BranchStore, parts: BranchParts) {
    const { carrier, centre } = parts
    this.spec = spec
    this.store = store
    this.#carrier = carrier
    this.#log = parts.log
    const clock = simClock(carrier.kernel)
    const feed = simChangeFeed({
      carrier,
      centre: { id: centre.spec.id, host: centre.spec.on, feed: centre.store },
      branch: { id: spec.id, host: spec.on },
      lost: spec.lost,
      random: carrier.kernel.random.stream(streamKeys.feed),
      // A fill may finish within two round trips, so every request polls too.
      onRequest: () => void this.#poll(),
    })
    const rules = { ...defaultReplicatorRules, pollMs: spec.pollUs / 1000 }
    this.replicator = new Replicator({ branch: store, feed, clock, rules })
  }

  /** Filled before the day begins, since copies are created before it. */
  static async make(spec: BranchOffice, parts: BranchParts): Promise<SimBranch> {
    const { centre, carrier } = parts
    const store = BranchStore.create(new SimDatabase(), parts.digest)
    const atHand = new Replicator({ branch: store, feed: centre.store, clock: simClock(carrier.kernel) })
    await atHand.catchUp()
    await centre.beat()
    await atHand.catchUp()
    return new SimBranch(spec, store, parts)
  }

  get behindMs(): number {
    return this.#behindMs
  }

  get phase(): Phase {
    return this.#phase
  }

  get isFollowing(): boolean {
    return this.#phase === 'serving' && this.replicator.health.kind === 'in-contact'
  }

  /** Starts at an offset of its own, since stores do not poll in step. */
  open(): void {
    const { scheduler, random } = this.#carrier.kernel
    const phase = (of: CauseKey): number => random.stream(streamKeys.feed).unit(this.spec.id, of)
    scheduler.after(this.spec.pollUs * phase(simCauses.firstPoll), () => {
      this.#carrier.kernel.wake()
      if (this.#isOpen) this.replicator.open()
    })
    scheduler.after(pollEveryUs * phase(simCauses.firstLook), () => this.#pollLater())
  }

  async close(): Promise<void> {
    this.#isOpen = false
    await this.replicator.close()
  }

  async attemptWrite(user: string): Promise<void> {
    const { kernel } = this.#carrier
    const store: DataStore = this.store
    const row = userFact(user, { state: 'active', name: user })
    const outcome = await store.write([row], { by: this.spec.id, atMs: kernel.nowMs() })
    const refusalText = outcome.kind === 'refused' ? outcome.detail : ''
    const atUs = kernel.scheduler.nowUs
    this.#log.attempts.push({ branch: this.spec.id, atUs, key: row.key, outcome: outcome.kind, refusalText })
    kernel.trace.record(atUs, traceKeys.branchWrite, this.spec.id, writeTraceKeys[outcome.kind])
  }

  #pollLater(): void {
    const { kernel } = this.#carrier
    kernel.scheduler.after(pollEveryUs, () => {
      if (!this.#isOpen) return
      kernel.wake()
      void this.#poll()
      this.#pollLater()
    })
  }

  async #poll(): Promise<void> {
    const standing = await this.store.standing()
    if (standing.kind !== 'branch') return
    const { kernel } = this.#carrier
    const isAnother = standing.phase !== this.#phase
    this.#phase = standing.phase
    if (!standing.asOf) return
    this.#behindMs = kernel.nowMs() - standing.asOf.atMs
    if (!isAnother && kernel.scheduler.nowUs < this.#readAtUs + readEveryUs) return
    this.#readAtUs = kernel.scheduler.nowUs
    await this.#read()
  }

  async #read(): Promise<void> {
    // Requested together, so that all answers are from one moment.
    const [standing, ...answers] = await Promise.all([
      this.store.standing(),
      ...accessTables.map((table) => this.store.facts(table)),
    ])
    if (standing.kind !== 'branch' || !standing.asOf) return
    const { kernel } = this.#carrier
    const { place: feedPosition, atMs } = standing.asOf
    this.#log.served.push({
      branch: this.spec.id,
      atUs: kernel.scheduler.nowUs,
      isRefilling: standing.phase === 'refilling',
      position: feedPosition.position,
      asOfMs: atMs,
      behindMs: kernel.nowMs() - atMs,
      facts: answers.flatMap((answer) => (answer.kind === 'facts' ? answer.facts : [])),
    })
    kernel.trace.record(kernel.scheduler.nowUs, traceKeys.branch, this.spec.id, feedPosition.position)
  }
}
