import { documentTable, type DocumentView } from '../../engine/document/index.ts'
import { typedValue } from '../../engine/event/index.ts'
import type { Written } from '../../engine/merge/index.ts'
import type { UserAction, EditOutcome, SaveOutcome, SyncCopy } from '../../engine/replica/index.ts'
import { fileNames } from '../../plan/keys/work-ids.ts'
import type { PlanItem, Target } from '../../plan/plan.ts'
import { type Kernel, streamKeys, traceKeys } from '../kernel/index.ts'
import type { Recorder, WriteRecord } from '../record/index.ts'
import { documentBytes, type Node } from '../world/index.ts'

/** Ids of the writes that a screen shows for a register: the shown value's, and whoever else wrote the very same. */
export const shownIds = (heads: readonly Written[]): readonly string[] => {
  const shown = heads[0]
  return shown ? heads.filter(({ canonical }) => canonical === shown.canonical).map(({ note }) => note) : []
}

interface Place {
  readonly table: string
  readonly key: string
  readonly field: string
}

type Acknowledged<Outcome> = Extract<Outcome, { kind: 'acknowledged' }>

const isAcknowledged = <Outcome extends { readonly kind: string }>(
  outcome: Outcome,
): outcome is Acknowledged<Outcome> => outcome.kind === 'acknowledged'

/** Acts out one person's items: looks at the screen, thinks, and writes against what was shown. */
export class Person {
  readonly #station: Node
  readonly #kernel: Kernel
  readonly #recorder: Recorder

  constructor(station: Node, kernel: Kernel, recorder: Recorder) {
    this.#station = station
    this.#kernel = kernel
    this.#recorder = recorder
  }

  async act(item: PlanItem): Promise<void> {
    if (!this.#station.isRunning && item.kind !== 'open-copy') return this.#miss(item)
    const acts: Partial<Record<PlanItem['kind'], () => Promise<void>>> = {
      'open-copy': () => this.#open(),
      'edit-field': () => this.#edit(item),
      'create-record': () => this.#edit(item),
      'save-document': () => this.#save(item),
      'create-document': () => this.#createDocument(item),
    }
    const act = acts[item.kind]
    if (!act) throw new RangeError(`${item.id} is nothing that a person does`)
    return act()
  }

  async #open(): Promise<void> {
    this.#station.isOpened = true
    if (this.#station.isRunning) this.#station.linkManager?.open()
  }

  async #edit(item: PlanItem): Promise<void> {
    const place = this.#placeOf(item.target)
    if (!place) return this.#skip(item)
    const { copy } = this.#station
    const { register, seen } = copy.read(place.table, place.key, place.field)
    const shown = shownIds(register?.siblings ?? [])
    const value = typedValue(String(item.parameters['value']))
    const done = await this.#tried(item, shown, () => copy.edit(place, value, seen, this.#deed(item)))
    if (done) this.#wrote(item, copy, [{ place, shown }])
  }

  async #save(item: PlanItem): Promise<void> {
    const view = this.#pick(item.target)
    if (!view) return this.#skip(item)
    const { copy } = this.#station
    const place = { table: documentTable, key: view.documentId, field: 'content' }
    const shown = shownIds(copy.state.register(place.table, place.key, place.field)?.siblings ?? [])
    const done = await this.#tried(item, shown, () =>
      copy.saveDocument(view.documentId, this.#bytes(item), view.seen, this.#deed(item)),
    )
    if (!done) return
    this.#wrote(item, copy, [{ place, shown }])
    copy.checkOutDocuments()
  }

  async #createDocument(item: PlanItem): Promise<void> {
    const { copy } = this.#station
    const name = String(item.parameters['name'])
    const done = await this.#tried(item, [], () =>
      copy.createDocument(name, this.#bytes(item), this.#deed(item)),
    )
    if (!done) return
    const key = done.documentId
    this.#wrote(item, copy, [
      { place: { table: documentTable, key, field: 'name' }, shown: [] },
      { place: { table: documentTable, key, field: 'content' }, shown: [] },
    ])
    copy.checkOutDocuments()
  }

  /** Thinks, then writes. Null where that was refused, or where the program that showed something has ended meanwhile. */
  async #tried<Outcome extends EditOutcome | SaveOutcome>(
    item: PlanItem,
    shown: readonly string[],
    write: () => Promise<Outcome>,
  ): Promise<Acknowledged<Outcome> | null> {
    const { copy, spec } = this.#station
    await this.#think(item)
    if (!this.#station.isRunning || this.#station.copy !== copy) {
      this.#miss(item)
      return null
    }
    const { attempts } = this.#recorder
    attempts.begin(spec.id, { id: item.id, author: item.actor, observed: shown, resolves: false })
    const outcome = await write()
    attempts.end(spec.id, item.id)
    if (isAcknowledged(outcome)) return outcome
    this.#skip(item)
    return null
  }

  #wrote(
    item: PlanItem,
    copy: SyncCopy,
    writes: readonly { place: Place; shown: readonly string[] }[],
  ): void {
    const { spec } = this.#station
    const acknowledgedUs = this.#kernel.scheduler.nowUs
    this.#kernel.trace.record(acknowledgedUs, traceKeys.acknowledged, spec.id, item.id)
    this.#recorder.wrote(
      writes.map(({ place, shown }): WriteRecord => {
        const register = `${place.table}/${place.key}.${place.field}`
        const value = valueWritten(copy, place, item.id)
        return {
          id: item.id,
          register,
          value,
          copy: spec.id,
          author: item.actor,
          observed: shown,
          resolves: false,
          acknowledgedUs,
        }
      }),
    )
  }

  #bytes(item: PlanItem): Uint8Array {
    return documentBytes(this.#kernel, item.id, Number(item.parameters['sizeBytes']))
  }

  /** There is no machine to do it on, or no more the one that it was begun on. */
  #miss(item: PlanItem): void {
    this.#recorder.missed.push(item.id)
  }

  #skip(item: PlanItem): void {
    this.#recorder.skipped.push(item.id)
  }

  #deed(item: PlanItem): UserAction {
    return { author: item.actor, note: item.id }
  }

  #think(item: PlanItem): Promise<void> {
    return new Promise((resolve) => {
      this.#kernel.scheduler.after(Number(item.parameters['thinkUs'] ?? 0), () => {
        this.#kernel.wake()
        resolve()
      })
    })
  }

  /** Null where this person does not see it yet. */
  #placeOf(target: Target): Place | null {
    if (target.kind === 'register') return target
    if (target.kind !== 'made-by') return null
    const { table, key } = { table: fileNames.records, key: target.item }
    return this.#station.copy.read(table, key, target.field).register
      ? { table, key, field: target.field }
      : null
  }

  #pick(target: Target): DocumentView | null {
    if (target.kind !== 'pick-document') return null
    const seen = this.#station.copy.documents().filter(({ name }) => name.startsWith(target.among))
    const stream = this.#kernel.random.stream(streamKeys.pick)
    const weigh = (view: DocumentView): number => stream.unit(target.key, view.documentId)
    let best: DocumentView | null = null
    for (const view of seen) if (!best || weigh(view) > weigh(best)) best = view
    return best
  }
}

const valueWritten = (copy: SyncCopy, place: Place, note: string): string => {
  const heads = copy.state.register(place.table, place.key, place.field)?.siblings ?? []
  return heads.find((head) => head.note === note)?.canonical ?? ''
}
