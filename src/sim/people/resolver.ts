import { displayText } from '../../engine/event/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import type { Register } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import type { PlanPolicyOf } from '../../plan/definitions/policy/index.ts'
import { type Kernel, simCauses, streamKeys, traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import type { Recorder } from '../record/index.ts'
import type { Node } from '../world/index.ts'
import { heaviest } from './rendezvous.ts'

/** How often somebody at work polls the list of conflicts. */
const pollEveryUs = 120_000_000

/** A conflict that was listed and chosen from, for the screen. */
export interface Settled {
  readonly register: string
  readonly values: readonly {
    readonly value: string
    readonly author: string
    readonly writtenAtMs: number
  }[]
  readonly seenOn: string
  readonly atUs: number
}

/**
 * Resolves some conflicts, after some time. Each register has its own resolver among those who see it, drawn
 * by its address. A share of the registers is never touched.
 */
export class Resolver {
  readonly #station: Node
  readonly #policy: PlanPolicyOf<'resolve-conflicts'>
  readonly #kernel: Kernel
  readonly #recorder: Recorder
  readonly #onSettled: (settled: Settled) => void
  readonly #firstSeenUs = new Map<string, number>()
  readonly #resolutions = new Map<string, number>()
  readonly #mine = new Map<string, boolean>()

  constructor(
    station: Node,
    policy: PlanPolicyOf<'resolve-conflicts'>,
    world: { readonly kernel: Kernel; readonly recorder: Recorder },
    onSettled: (settled: Settled) => void,
  ) {
    this.#station = station
    this.#policy = policy
    this.#kernel = world.kernel
    this.#recorder = world.recorder
    this.#onSettled = onSettled
  }

  start(endsAtUs: number, guard: (work: Promise<void>) => void): void {
    const { scheduler: agenda } = this.#kernel
    const poll = (): void => {
      if (agenda.nowUs >= endsAtUs) return
      guard(this.#poll())
      this.#kernel.wake()
      agenda.after(pollEveryUs, poll)
    }
    const stream = this.#kernel.random.stream(streamKeys.policy)
    agenda.after(pollEveryUs * stream.unit(this.#policy.id, this.#station.spec.id, simCauses.firstLook), poll)
  }

  async #poll(): Promise<void> {
    const { copy, isRunning } = this.#station
    if (!isRunning) return
    if (copy.state.conflictCount === 0) return
    const conflicts = copy.state.conflicts().filter(({ address }) => this.#isMine(address))
    const listed = new Set(conflicts.map(({ address }) => address))
    for (const address of [...this.#firstSeenUs.keys()])
      if (!listed.has(address)) this.#firstSeenUs.delete(address)
    for (const register of conflicts)
      if (this.#isDue(register) && this.#station.copy === copy && this.#station.isRunning)
        await this.#resolve(copy, register)
  }

  #isDue({ address }: Register): boolean {
    const nowUs = this.#kernel.scheduler.nowUs
    const firstUs = this.#firstSeenUs.get(address) ?? nowUs
    this.#firstSeenUs.set(address, firstUs)
    return nowUs - firstUs >= this.#policy.afterUs
  }

  /** Whether this person resolves the register's conflicts, if anybody does. Drawn once a register. */
  #isMine(address: string): boolean {
    const known = this.#mine.get(address)
    if (known !== undefined) return known
    const stream = this.#kernel.random.stream(streamKeys.policy)
    const { id, actors, share } = this.#policy
    const resolver = heaviest(actors, (name) => stream.unit(id, address, name, simCauses.by))
    const isTouched = stream.chance(share, id, address, simCauses.touched)
    const isMine = isTouched && resolver === this.#station.spec.user
    this.#mine.set(address, isMine)
    return isMine
  }

  async #resolve(copy: SyncCopy, register: Register): Promise<void> {
    const { address, table, key, field, siblings } = register
    const number = (this.#resolutions.get(address) ?? 0) + 1
    this.#resolutions.set(address, number)
    const by = this.#station.spec.user ?? ''
    const id = simIds.resolution(this.#policy.id, address, number, by)
    const taken = this.#kernel.random.stream(streamKeys.policy).pick(siblings, id, simCauses.taken)
    const settles = siblings.map(({ dot }) => dotText(dot))
    const shown = siblings.map(({ note }) => note)
    const copyId = this.#station.spec.id
    this.#recorder.attempts.begin(copyId, { id, author: by, observed: shown, resolves: true })
    const outcome = await copy.resolve(
      { table, key, field, take: dotText(taken.dot), resolves: settles },
      { author: by, note: id },
    )
    this.#recorder.attempts.end(copyId, id)
    if (outcome.kind !== 'resolved') return
    const acknowledgedUs = this.#kernel.scheduler.nowUs
    this.#kernel.trace.record(acknowledgedUs, traceKeys.resolved, copyId, id)
    this.#recorder.wrote([
      {
        id,
        register: address,
        value: taken.canonical,
        copy: copyId,
        author: by,
        observed: shown,
        resolves: true,
        acknowledgedUs,
      },
    ])
    this.#onSettled({
      register: address,
      values: siblings.map(({ value, author, timestamp }) => ({
        value: displayText(value),
        author,
        writtenAtMs: timestamp.ms,
      })),
      seenOn: copyId,
      atUs: acknowledgedUs,
    })
  }
}
