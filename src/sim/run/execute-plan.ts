import { isFaultItem } from '../../plan/definitions/fault/index.ts'
import { itemsOf, type Plan, type PlanItem } from '../../plan/plan.ts'
import type { LiveFrame } from '../../result/live-event.ts'
import type { CheckRecord, Measures } from '../../result/run-record.ts'
import type { TraceFingerprint } from '../check/index.ts'
import { FaultLog, leftBehind, startFault } from '../fault/index.ts'
import {
  createKernel,
  type Kernel,
  type QuiescenceKind,
  traceKeys,
  type TraceListener,
  type Traps,
} from '../kernel/index.ts'
import { type Settled, Staff, startPolicy, turnRules } from '../people/index.ts'
import type { CopySample, Recording } from '../record/index.ts'
import { buildWorld, recordSentReport, recordObservation, type World, WorldError } from '../world/index.ts'
import { liveFrame } from './live-frame.ts'
import { measuresOf } from './measures.ts'
import { recordingOf, sampleOf } from './recording-of.ts'

export interface ExecuteOptions {
  readonly traps: Traps | null
  readonly quiescence: QuiescenceKind
  readonly traceListener: TraceListener | null
  readonly onFrame: ((frame: LiveFrame) => void) | null
  /** Polled now and then; true ends the run early. */
  readonly isCancelled: () => boolean
}

export interface Execution {
  readonly trace: TraceFingerprint
  readonly simulatedSeconds: number
  readonly measures: Measures
  readonly recording: Recording
  /** The viewer's last frame, once the checks are known. */
  finalFrame(checks: readonly CheckRecord[]): LiveFrame
}

export class CancelledError extends Error {
  override readonly name = 'CancelledError'
}

const frameEveryUs = 60_000_000
/** Any request ends within minutes, so a copy that is still busy after this will never finish. */
const closingUs = 2 * 3_600_000_000
/** How often copies are sampled during the day, and how many each time (S2). */
const samplingRounds = 3
const copiesPerSample = 4

/** Executes a plan in a fresh world: people act, faults occur, then everything heals and is examined. */
export const executePlan = async (plan: Plan, options: ExecuteOptions): Promise<Execution> => {
  const kernel = createKernel({ seed: plan.seed, startsAtMs: plan.startsAtMs, ...options })
  const run = new Run(await built(plan, kernel), options)
  await run.work()
  const healed = await run.heal()
  return run.finish(healed)
}

/** Creating copies is engine work too, so it runs under the kernel. */
const built = async (plan: Plan, kernel: Kernel): Promise<World> => {
  let world: World | null = null
  let trouble: unknown = null
  kernel.scheduler.at(0, () => {
    kernel.wake()
    buildWorld(plan, kernel, turnRules(plan)).then(
      (made) => (world = made),
      (reason: unknown) => (trouble = reason),
    )
  })
  await kernel.run(0)
  if (trouble !== null) throw trouble
  if (world === null)
    throw new WorldError('the world was not made at its first moment: something in it waits')
  return world
}

class Run {
  readonly #world: World
  readonly #options: ExecuteOptions
  readonly #faults = new FaultLog()
  readonly #resolutions: Settled[] = []
  readonly #samples: CopySample[] = []
  readonly #staff: Staff
  #phase: LiveFrame['phase'] = 'working'
  #lastFrame: LiveFrame | null = null
  #leftBehind: readonly string[] = []

  constructor(world: World, options: ExecuteOptions) {
    this.#world = world
    this.#staff = new Staff(world)
    this.#options = options
  }

  async work(): Promise<void> {
    const { plan, kernel } = this.#world
    for (const item of itemsOf(plan)) kernel.scheduler.at(item.atUs, () => this.#begin(item))
    for (const { serving } of this.#world.nodes) serving?.open()
    this.#world.access?.open()
    for (const policy of plan.policies.policies)
      startPolicy(this.#world, policy, (resolution) => this.#resolutions.push(resolution))
    this.#scheduleSamples()
    this.#readStatuses()
    this.#frames()
    // The evening must begin at the same moment with or without a viewer.
    kernel.scheduler.at(plan.endsAtUs, () => {})
    await this.#runUntil(plan.endsAtUs, () => false)
  }

  /** Ends the faults and lets the copies converge. Returns false if they do not within the time for it. */
  async heal(): Promise<boolean> {
    const { plan, kernel } = this.#world
    this.#phase = 'healing'
    this.#faults.undoAll()
    kernel.wake()
    const lastUs = plan.endsAtUs + plan.healUs
    if (!this.#isInSync()) await this.#runUntil(lastUs, () => this.#isInSync())
    const healed = this.#isInSync()
    this.#leftBehind = leftBehind(this.#world)
    // Keeps each copy's link at the end of the day: afterwards everyone goes offline by choice.
    this.#lastFrame = this.#frame([])
    let left = this.#world.nodes.length + 1
    kernel.scheduler.after(0, () => {
      kernel.wake()
      this.#world.guard.watch((this.#world.access?.close() ?? Promise.resolve()).then(() => void (left -= 1)))
      for (const { linkManager, serving } of this.#world.nodes) {
        this.#world.guard.watch(
          Promise.all([linkManager?.close(), serving?.close()]).then(() => void (left -= 1)),
        )
      }
    })
    await this.#runUntil(kernel.scheduler.nowUs + closingUs, () => left === 0)
    if (left > 0)
      throw new WorldError(
        `${left} copies did not close; still waiting for: ${this.#world.calls.open().join(', ') || 'nothing named'}`,
      )
    await this.#closeServers()
    return healed
  }

  /** Runs once no copy needs them. Their accepted writes are then in the folders for all readers. */
  async #closeServers(): Promise<void> {
    const { kernel, servers } = this.#world
    let areClosed = servers.instances.size === 0
    if (areClosed) return
    kernel.scheduler.after(0, () => {
      kernel.wake()
      this.#world.guard.watch(servers.close().then(() => void (areClosed = true)))
    })
    await this.#runUntil(kernel.scheduler.nowUs + closingUs, () => areClosed)
    if (!areClosed) throw new WorldError('the servers did not close: something in them waits')
  }

  finish(healed: boolean): Execution {
    const { kernel } = this.#world
    const simulatedSeconds = kernel.scheduler.nowUs / 1_000_000
    const measures = measuresOf(this.#world, this.#faults)
    for (const node of this.#world.nodes) recordObservation(this.#world, node)
    const recording = recordingOf(this.#world, {
      samples: this.#samples,
      healed,
      faults: this.#faults,
      leftBehind: this.#leftBehind,
    })
    for (const { copy, state } of recording.states)
      kernel.trace.record(kernel.scheduler.nowUs, traceKeys.state, copy, state)
    const { events, blocks } = kernel.trace
    return {
      trace: { hash: kernel.trace.hash(), events, blocks },
      simulatedSeconds,
      measures,
      recording,
      finalFrame: (checks) => ({ ...(this.#lastFrame ?? this.#frame([])), phase: 'checking', checks }),
    }
  }

  async #runUntil(untilUs: number, until: () => boolean): Promise<void> {
    const { kernel, calls } = this.#world
    await kernel.run(untilUs, () => this.#failure !== null || until() || this.#options.isCancelled())
    if (this.#failure) throw this.#failure.reason
    if (this.#options.isCancelled()) throw new CancelledError('the run was cancelled')
    if (kernel.scheduler.pending === 0 && calls.open().length > 0) {
      throw new WorldError(
        `nothing is left to happen, and these calls were never answered: ${calls.open().join(', ')}`,
      )
    }
  }

  get #failure(): { readonly reason: unknown } | null {
    return this.#world.guard.trouble ?? this.#world.servers.trouble
  }

  #begin(item: PlanItem): void {
    if (isFaultItem(item)) return startFault(this.#world, this.#faults, item)
    this.#world.kernel.wake()
    this.#world.guard.watch(this.#staff.act(item))
  }

  #scheduleSamples(): void {
    const { plan, kernel, nodes } = this.#world
    for (let round = 1; round <= samplingRounds; round += 1) {
      kernel.scheduler.at((plan.endsAtUs * round) / (samplingRounds + 1), () => {
        const chosen = nodes.filter(
          ({ isRunning }, index) =>
            isRunning && (index + round) % Math.ceil(nodes.length / copiesPerSample) === 0,
        )
        this.#samples.push(...chosen.map((node) => sampleOf(this.#world, node)))
        for (const node of chosen) recordObservation(this.#world, node)
      })
    }
  }

  #readStatuses(): void {
    const { kernel, plan, nodes } = this.#world
    const read = (): void => {
      for (const node of nodes) recordSentReport(this.#world, node)
      if (kernel.scheduler.nowUs < plan.endsAtUs) kernel.scheduler.after(frameEveryUs, read)
    }
    kernel.scheduler.after(frameEveryUs, read)
  }

  #frames(): void {
    const { onFrame } = this.#options
    const { kernel, plan } = this.#world
    if (!onFrame) return
    const show = (): void => {
      onFrame(this.#frame([]))
      if (kernel.scheduler.nowUs < plan.endsAtUs + plan.healUs && this.#phase === 'working')
        kernel.scheduler.after(frameEveryUs, show)
    }
    kernel.scheduler.after(frameEveryUs, show)
  }

  #frame(checks: readonly CheckRecord[]): LiveFrame {
    return liveFrame(this.#world, {
      phase: this.#phase,
      faults: this.#faults,
      resolutions: this.#resolutions,
      checks,
    })
  }

  #isInSync(): boolean {
    const { recorder, nodes } = this.#world
    if (recorder.deliveries.undelivered > 0 || this.#world.access?.areFollowing === false) return false
    return nodes.every(({ isRunning, copy, linkManager, serving }) => {
      if (!isRunning) return false
      const isLinkInSync = linkManager === null || serving === null || linkManager.isInSync
      return copy.carried.wanted().length === 0 && copy.unapplied === 0 && isLinkInSync
    })
  }
}
