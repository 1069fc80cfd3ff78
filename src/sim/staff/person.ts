import {
  type Deed,
  documentTable,
  type DocumentView,
  type EditOutcome,
  type SaveOutcome,
  type SyncCopy,
  typedValue,
  type Written,
} from '../../engine/index.ts'
import type { PlanItem, Target } from '../../plan/plan.ts'
import type { WriteRecord } from '../check/recording.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Recorder } from '../recorder.ts'
import type { Station } from '../station.ts'
import { documentBytes } from './document-bytes.ts'

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

/** Acts out one person's items: looks at the screen, thinks, and writes against what was shown. */
export class Person {
  readonly #station: Station
  readonly #kernel: Kernel
  readonly #recorder: Recorder

  constructor(station: Station, kernel: Kernel, recorder: Recorder) {
    this.#station = station
    this.#kernel = kernel
    this.#recorder = recorder
  }

  async act(item: PlanItem): Promise<void> {
    switch (item.kind) {
      case 'open-copy':
        this.#station.keeper?.open()
        return
      case 'edit-field':
      case 'create-record':
        return this.#edit(item)
      case 'save-document':
        return this.#save(item)
      case 'create-document':
        return this.#createDocument(item)
      case 'drop-vpn':
      case 'take-sessions':
      case 'revoke-right':
      case 'write-at-branch':
      case 'stop-directory':
      case 'recycle':
      case 'stop-server':
      case 'slow-server':
      case 'fail-nas':
      case 'restart-balancer':
      case 'drain':
        throw new RangeError(`${item.id} is nothing that a person does`)
    }
  }

  async #edit(item: PlanItem): Promise<void> {
    const place = this.#placeOf(item.target)
    if (!place) return this.#skip(item)
    const { copy } = this.#station
    const { register, seen } = copy.read(place.table, place.key, place.field)
    const shown = shownIds(register?.heads ?? [])
    await this.#think(item)
    const value = typedValue(String(item.parameters['value']))
    const outcome = await copy.edit(place, value, seen, this.#deed(item))
    if (this.#isDone(item, outcome)) this.#wrote(item, [{ place, shown }])
  }

  async #save(item: PlanItem): Promise<void> {
    const view = this.#pick(item.target)
    if (!view) return this.#skip(item)
    const { copy } = this.#station
    const place = { table: documentTable, key: view.documentId, field: 'content' }
    const shown = shownIds(copy.state.register(place.table, place.key, place.field)?.heads ?? [])
    await this.#think(item)
    const bytes = documentBytes(this.#kernel, item.id, Number(item.parameters['sizeBytes']))
    const outcome = await copy.saveDocument(view.documentId, bytes, view.seen, this.#deed(item))
    if (!this.#isDone(item, outcome)) return
    copy.layDocuments()
    this.#wrote(item, [{ place, shown }])
  }

  async #createDocument(item: PlanItem): Promise<void> {
    const { copy } = this.#station
    await this.#think(item)
    const bytes = documentBytes(this.#kernel, item.id, Number(item.parameters['sizeBytes']))
    const outcome = await copy.createDocument(String(item.parameters['name']), bytes, this.#deed(item))
    if (!this.#isDone(item, outcome) || outcome.kind !== 'acknowledged') return
    copy.layDocuments()
    const key = outcome.documentId
    this.#wrote(item, [
      { place: { table: documentTable, key, field: 'name' }, shown: [] },
      { place: { table: documentTable, key, field: 'content' }, shown: [] },
    ])
  }

  #wrote(item: PlanItem, writes: readonly { place: Place; shown: readonly string[] }[]): void {
    const { spec, copy } = this.#station
    const acknowledgedUs = this.#kernel.agenda.nowUs
    this.#kernel.trace.record(acknowledgedUs, 'acknowledged', spec.id, item.id)
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
          shown,
          resolves: false,
          acknowledgedUs,
        }
      }),
    )
  }

  #isDone(item: PlanItem, outcome: EditOutcome | SaveOutcome): boolean {
    if (outcome.kind === 'acknowledged') return true
    this.#skip(item)
    return false
  }

  #skip(item: PlanItem): void {
    this.#recorder.skipped.push(item.id)
  }

  #deed(item: PlanItem): Deed {
    return { author: item.actor, note: item.id }
  }

  #think(item: PlanItem): Promise<void> {
    return new Promise((resolve) => {
      this.#kernel.agenda.after(Number(item.parameters['thinkUs'] ?? 0), () => {
        this.#kernel.wake()
        resolve()
      })
    })
  }

  /** Null where this person does not see it yet. */
  #placeOf(target: Target): Place | null {
    if (target.kind === 'register') return target
    if (target.kind !== 'made-by') return null
    const { table, key } = { table: 'journal-entries', key: target.item }
    return this.#station.copy.read(table, key, target.field).register
      ? { table, key, field: target.field }
      : null
  }

  #pick(target: Target): DocumentView | null {
    if (target.kind !== 'pick-document') return null
    const seen = this.#station.copy.documents().filter(({ name }) => name.startsWith(target.among))
    const stream = this.#kernel.random.stream('pick')
    const weigh = (view: DocumentView): number => stream.unit(target.key, view.documentId)
    let best: DocumentView | null = null
    for (const view of seen) if (!best || weigh(view) > weigh(best)) best = view
    return best
  }
}

const valueWritten = (copy: SyncCopy, place: Place, note: string): string => {
  const heads = copy.state.register(place.table, place.key, place.field)?.heads ?? []
  return heads.find((head) => head.note === note)?.canonical ?? ''
}
