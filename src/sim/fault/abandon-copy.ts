import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { type Node, type World, WorldError } from '../world/index.ts'
import { closeProgram } from './close-program.ts'
import type { FaultLog } from './fault-log.ts'
import { joinAgain } from './join-again.ts'
import { takeOverFrom } from './take-over.ts'
import { whenAtWork } from './when-at-work.ts'

const lookEveryUs = 5_000_000

/** Somebody works offline, and is given up meanwhile; back again, hands in what was never sent, and begins a fresh copy. */
export const abandonCopy = (world: World, log: FaultLog, item: PlanItem): void =>
  whenAtWork(world, item, (station) => goOffline(world, log, item, station))

const goOffline = (world: World, log: FaultLog, item: PlanItem, station: Node): void => {
  const others = world.nodes.filter((each) => each !== station)
  const by = others.find(({ spec }) => spec.id === station.spec.parent) ?? others[0]
  if (!by) return
  const { scheduler: agenda, trace } = world.kernel
  const awayUs = Number(item.parameters['awayUs'])
  const story = new Abandonment(world, log, item, { station, by })
  trace.record(agenda.nowUs, traceKeys.offline, station.spec.id, item.id)
  station.isOpened = false
  world.kernel.wake()
  world.guard.watch(station.linkManager?.close() ?? Promise.resolve())
  agenda.after(Math.round(awayUs / 2), () => story.giveUp())
  agenda.after(awayUs, () => story.comeBack())
}

interface Pair {
  readonly station: Node
  readonly by: Node
}

class Abandonment {
  readonly #world: World
  readonly #log: FaultLog
  readonly #item: PlanItem
  readonly #station: Node
  readonly #by: Node
  #isBack = false

  constructor(world: World, log: FaultLog, item: PlanItem, { station, by }: Pair) {
    this.#world = world
    this.#log = log
    this.#item = item
    this.#station = station
    this.#by = by
  }

  giveUp(): void {
    const { kernel, guard } = this.#world
    if (!this.#by.isRunning) {
      kernel.scheduler.after(lookEveryUs, () => this.giveUp())
      return
    }
    kernel.wake()
    guard.watch(this.#giveUp())
  }

  /** Goes online again, unless that was done before. */
  comeBack(): void {
    if (this.#isBack) return
    this.#isBack = true
    const { kernel } = this.#world
    this.#station.isOpened = true
    kernel.wake()
    this.#station.linkManager?.open()
    this.#look()
  }

  async #giveUp(): Promise<void> {
    const { kernel, recorder } = this.#world
    const { copy, spec } = this.#station
    const { line: logId } = copy.identity
    const outcome = await this.#by.copy.lifecycle.abandon(logId, this.#deed(simIds.givingUp(this.#item.id)))
    if (outcome.kind !== 'written')
      throw new WorldError(`${spec.id} cannot be abandoned: ${JSON.stringify(outcome)}`)
    const { nowUs } = kernel.scheduler
    recorder.abandonments.begin(spec.id, nowUs)
    kernel.trace.record(nowUs, traceKeys.abandoned, spec.id, this.#item.id)
    const entry = { id: this.#item.id, kind: 'abandoned', target: spec.host, insideTransfer: false } as const
    this.#log.begin({ ...entry, fromUs: nowUs }, () => this.comeBack())
  }

  #look(): void {
    const { kernel, recorder, guard } = this.#world
    if (recorder.abandonments.isKnown(this.#station.spec.id)) {
      kernel.wake()
      guard.watch(this.#startOver())
    } else kernel.scheduler.after(lookEveryUs, () => this.#look())
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
    this.#log.end(this.#item.id, kernel.scheduler.nowUs)
    await takeOverFrom(this.#world, this.#by, spec.id)
  }

  #deed(note: string): { readonly author: string; readonly note: string } {
    return { author: this.#by.spec.user ?? '', note }
  }
}
