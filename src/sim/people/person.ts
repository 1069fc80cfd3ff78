import type { Written } from '../../engine/merge/index.ts'
import type { UserAction, SyncCopy } from '../../engine/replica/index.ts'
import type { ActionItem } from '../../plan/definitions/action/index.ts'
import { type Kernel, traceKeys } from '../kernel/index.ts'
import type { Recorder, WriteRecord } from '../record/index.ts'
import { documentBytes, type Node, type World } from '../world/index.ts'
import type { Picks } from './picks.ts'

/**
 * Ids of the writes that a screen shows for a register: the shown value's, and any others of the same value.
 */
export const shownIds = (heads: readonly Written[]): readonly string[] => {
  const shown = heads[0]
  return shown ? heads.filter(({ canonical }) => canonical === shown.canonical).map(({ note }) => note) : []
}

export interface Place {
  readonly table: string
  readonly key: string
  readonly field: string
}

/** A register that an action wrote, and the screen's state before. */
export interface PlaceWritten {
  readonly place: Place
  readonly shown: readonly string[]
}

export type WritingItem = Extract<ActionItem, { readonly thinkUs: number }>

type Acknowledged<Outcome> = Extract<Outcome, { kind: 'acknowledged' }>

const isAcknowledged = <Outcome extends { readonly kind: string }>(
  outcome: Outcome,
): outcome is Acknowledged<Outcome> => outcome.kind === 'acknowledged'

/** Somebody at a machine, who looks at the screen, thinks, and writes against what was shown. */
export class Person {
  readonly station: Node
  readonly kernel: Kernel
  readonly picks: Picks
  readonly #recorder: Recorder

  constructor(station: Node, { kernel, recorder }: World, picks: Picks) {
    this.station = station
    this.kernel = kernel
    this.picks = picks
    this.#recorder = recorder
  }

  get copy(): SyncCopy {
    return this.station.copy
  }

  /** Thinks, then writes. Returns null if the write was refused, or the program on screen has ended. */
  async write<Outcome extends { readonly kind: string }>(
    item: WritingItem,
    shown: readonly string[],
    write: (note: UserAction) => Promise<Outcome>,
  ): Promise<Acknowledged<Outcome> | null> {
    const { copy, spec } = this.station
    await this.#think(item.thinkUs)
    if (!this.station.isRunning || this.station.copy !== copy) {
      this.miss(item)
      return null
    }
    const { attempts } = this.#recorder
    attempts.begin(spec.id, { id: item.id, author: item.actor, observed: shown, resolves: false })
    const outcome = await write({ author: item.actor, note: item.id })
    attempts.end(spec.id, item.id)
    if (isAcknowledged(outcome)) return outcome
    this.skip(item)
    return null
  }

  /** Records the registers that an acknowledged item wrote, in the copy that it was begun on. */
  wrote(item: WritingItem, copy: SyncCopy, places: readonly PlaceWritten[]): void {
    const { spec } = this.station
    const acknowledgedUs = this.kernel.scheduler.nowUs
    this.kernel.trace.record(acknowledgedUs, traceKeys.acknowledged, spec.id, item.id)
    this.#recorder.wrote(
      places.map(({ place, shown }): WriteRecord => ({
        id: item.id,
        register: `${place.table}/${place.key}.${place.field}`,
        value: valueWritten(copy, place, item.id),
        copy: spec.id,
        author: item.actor,
        observed: shown,
        resolves: false,
        acknowledgedUs,
      })),
    )
  }

  bytes(item: ActionItem, sizeBytes: number): Uint8Array {
    return documentBytes(this.kernel, item.id, sizeBytes)
  }

  /** Records that the person has no machine, or another one than when the item began. */
  miss(item: ActionItem): void {
    this.#recorder.missed.push(item.id)
  }

  skip(item: ActionItem): void {
    this.#recorder.skipped.push(item.id)
  }

  #think(thinkUs: number): Promise<void> {
    return new Promise((resolve) => {
      this.kernel.scheduler.after(thinkUs, () => {
        this.kernel.wake()
        resolve()
      })
    })
  }
}

const valueWritten = (copy: SyncCopy, place: Place, note: string): string => {
  const heads = copy.state.register(place.table, place.key, place.field)?.siblings ?? []
  return heads.find((head) => head.note === note)?.canonical ?? ''
}
