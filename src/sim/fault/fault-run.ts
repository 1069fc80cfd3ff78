import type { FaultLabel } from '../../plan/definitions/fault/define-fault.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** The circumstances in which a fault struck, as the world showed them. */
export interface Circumstances {
  readonly insideTransfer?: boolean
  /** Whether it struck in the middle of a disk's write. */
  readonly insideWrite?: boolean
}

/** A fault that nobody undoes either ends by itself or stays until the run ends. */
export type NoUndo = 'ends by itself' | 'stays'

/** The simulator's effect for one kind of fault. `State` belongs to a fault that has begun. */
export interface EffectParts<Item extends { readonly id: string }, State> {
  /** Lets the fault strike, at once or later. Calls `run.begun` once it has struck, if it ever does. */
  begin(run: FaultRun<Item, State>): void
  /** Undoes it. Calls `run.ended` once nothing of it is left. */
  readonly undo: NoUndo | ((run: FaultRun<Item, State>, state: State) => void)
  /** Returns true if the world shows the fault as planned. Called when it has begun and before it ends. */
  observed(run: FaultRun<Item, State>, state: State): boolean
}

interface FaultRunParts<Item extends { readonly id: string }, State> {
  readonly world: World
  readonly log: FaultLog
  readonly item: Item
  readonly label: FaultLabel
  readonly effect: EffectParts<Item, State>
}

/** One fault of a plan in one run, from its due moment until nothing of it is left. */
export class FaultRun<Item extends { readonly id: string }, State> {
  readonly #parts: FaultRunParts<Item, State>
  #begun: { readonly state: State } | null = null
  #isLasting = false
  #circumstances: Required<Circumstances> = { insideTransfer: false, insideWrite: false }
  #wasObserved = false

  constructor(parts: FaultRunParts<Item, State>) {
    this.#parts = parts
  }

  get world(): World {
    return this.#parts.world
  }

  get item(): Item {
    return this.#parts.item
  }

  get id(): string {
    return this.item.id
  }

  get circumstances(): Required<Circumstances> {
    return this.#circumstances
  }

  get wasObserved(): boolean {
    return this.#wasObserved
  }

  begun(state: State, circumstances: Circumstances = {}): void {
    const { log, label, world } = this.#parts
    this.#begun = { state }
    this.#isLasting = true
    this.#circumstances = { ...this.#circumstances, ...circumstances }
    log.begin({
      id: this.id,
      label: label.text,
      target: label.target,
      outage: label.outage,
      fromUs: world.kernel.scheduler.nowUs,
      ...this.#circumstances,
    })
    this.observe()
  }

  /** Observes the world once more. One sighting is enough. */
  observe(): void {
    if (this.#begun && this.#isLasting)
      this.#wasObserved ||= this.#parts.effect.observed(this, this.#begun.state)
  }

  undoAfter(us: number): void {
    this.world.kernel.scheduler.after(us, () => this.undo())
  }

  undo(): void {
    const { undo } = this.#parts.effect
    this.observe()
    if (this.#begun && this.#isLasting && typeof undo === 'function') undo(this, this.#begun.state)
  }

  ended(): void {
    this.observe()
    this.#isLasting = false
    this.#parts.log.end(this.id, this.world.kernel.scheduler.nowUs)
  }

  begin(): void {
    this.#parts.effect.begin(this)
  }
}
