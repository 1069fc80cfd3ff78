import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { type Node, type World, WorldError } from '../world/index.ts'
import { closeProgram } from './close-program.ts'
import { effectOf, type RunOf } from './effect.ts'
import { joinAgain } from './join-again.ts'
import { takeOverFrom } from './take-over.ts'
import { whenAtWork } from './when-at-work.ts'

const pollEveryUs = 5_000_000

type Abandoning = RunOf<'abandon-copy', Abandonment>

export const copyAbandonedEffect = effectOf(faults.copyAbandoned, {
  begin: (run: Abandoning) => whenAtWork(run.world, run.item.machine, (station) => goOffline(run, station)),
  undo: (_, abandonment) => abandonment.comeBack(),
  observed: ({ world }, { copy }) => world.recorder.abandonments.isKnown(copy),
})

const goOffline = (run: Abandoning, station: Node): void => {
  const { world, item } = run
  const others = world.nodes.filter((each) => each !== station)
  const by = others.find(({ spec }) => spec.id === station.spec.parent) ?? others[0]
  if (!by) return
  const { scheduler: agenda, trace } = world.kernel
  const abandonment = new Abandonment(run, { station, by })
  trace.record(agenda.nowUs, traceKeys.offline, station.spec.id, item.id)
  station.isOpened = false
  world.kernel.wake()
  world.guard.watch(station.linkManager?.close() ?? Promise.resolve())
  agenda.after(Math.round(item.awayUs / 2), () => abandonment.giveUp())
  agenda.after(item.awayUs, () => abandonment.comeBack())
}

interface Pair {
  readonly station: Node
  readonly by: Node
}

/** Someone is away, is abandoned meanwhile, and begins a fresh copy on their return. */
class Abandonment {
  readonly #run: Abandoning
  readonly #world: World
  readonly #station: Node
  readonly #by: Node
  #isBack = false

  constructor(run: Abandoning, { station, by }: Pair) {
    this.#run = run
    this.#world = run.world
    this.#station = station
    this.#by = by
  }

  get copy(): string {
    return this.#station.spec.id
  }

  giveUp(): void {
    const { kernel, guard } = this.#world
    if (!this.#by.isRunning) {
      kernel.scheduler.after(pollEveryUs, () => this.giveUp())
      return
    }
    kernel.wake()
    guard.watch(this.#giveUp())
  }

  /** Goes online again, if still offline. */
  comeBack(): void {
    if (this.#isBack) return
    this.#isBack = true
    const { kernel } = this.#world
    this.#station.isOpened = true
    kernel.wake()
    this.#station.linkManager?.open()
    this.#poll()
  }

  async #giveUp(): Promise<void> {
    const { kernel, recorder } = this.#world
    const { copy, spec } = this.#station
    const { line: logId } = copy.identity
    const outcome = await this.#by.copy.lifecycle.abandon(logId, this.#note(simIds.givingUp(this.#run.id)))
    if (outcome.kind !== 'written')
      throw new WorldError(`${spec.id} cannot be abandoned: ${JSON.stringify(outcome)}`)
    const { nowUs } = kernel.scheduler
    recorder.abandonments.begin(spec.id, nowUs)
    kernel.trace.record(nowUs, traceKeys.abandoned, spec.id, this.#run.id)
    this.#run.begun(this)
  }

  #poll(): void {
    const { kernel, recorder, guard } = this.#world
    if (recorder.abandonments.isKnown(this.#station.spec.id)) {
      kernel.wake()
      guard.watch(this.#startOver())
    } else kernel.scheduler.after(pollEveryUs, () => this.#poll())
  }

  async #startOver(): Promise<void> {
    const { processes: programs, recorder, kernel } = this.#world
    const { spec } = this.#station
    const { writes, sessions, deliveries } = recorder
    const facts = { writes, sessions, applied: deliveries.appliedAt(spec.id) }
    recorder.abandonments.end(spec.id, facts, kernel.scheduler.nowUs)
    await closeProgram(this.#world, this.#station)
    programs.machineOf(spec).emptyFolder(spec.id)
    await joinAgain(this.#world, this.#station)
    this.#run.ended()
    await takeOverFrom(this.#world, this.#by, spec.id)
  }

  #note(note: string): { readonly author: string; readonly note: string } {
    return { author: this.#by.spec.user ?? '', note }
  }
}
