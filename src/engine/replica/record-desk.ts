import { documentTable, emptiedField, emptiedTable, refusedEntries } from '../document/index.ts'
import { deletedValue, type Op, referenceValue, textValue, typedValue, type Value } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import {
  deletionField,
  folderNameField,
  folderTable,
  parentField,
  recordLife,
  type RecordLife,
  seenToken,
  type SeenToken,
  shownDotsOf,
} from '../merge/index.ts'
import { type Desk, type DeskParts, nextDot, refusal } from './desk.ts'
import { GatheringDesk } from './gathering-desk.ts'
import type { Deed } from './line-writer.ts'
import type { RecordOutcome } from './outcomes.ts'
import { type Place, type RecordId, writeOf } from './place.ts'
import { readRecordToken } from './record-token.ts'

/** What a reader sees of a record as a whole, and the token that deleting or signing it gives back. */
export interface RecordReading {
  readonly life: RecordLife
  readonly seen: SeenToken
}

/** What people do to whole records: each deed covers exactly what its author was shown of the record. */
export class RecordDesk {
  /** What people put into sets, count and sign. */
  readonly gathering: GatheringDesk
  readonly #parts: DeskParts
  readonly #desk: Desk

  constructor(parts: DeskParts, desk: Desk) {
    this.#parts = parts
    this.#desk = desk
    this.gathering = new GatheringDesk(parts)
  }

  read({ table, key }: RecordId): RecordReading {
    const state = this.#parts.state()
    const deletions = state.register(table, key, deletionField)?.heads.map(({ dot }) => dot) ?? []
    const seen = seenToken([...shownDotsOf(state, table, key), ...deletions])
    return { life: recordLife(state, table, key), seen }
  }

  /** Makes a folder; its id is the text of the dot that is given back. `parent` is a folder's id, or null for the top. */
  makeFolder(name: string, parent: string | null, deed: Deed): Promise<RecordOutcome> {
    const refused = refusedEntries([{ path: name, kind: 'folder' }])[0]
    if (refused || name.includes('/')) {
      return Promise.resolve({
        kind: 'pointless',
        detail: `${name} ${refused?.reason ?? 'is no single name'}`,
      })
    }
    const next = nextDot(this.#parts)
    if ('kind' in next) return Promise.resolve(refusal(next))
    const place = { table: folderTable, key: dotText(next) }
    const named = writeOf({ ...place, field: folderNameField }, textValue(name), [])
    const laid = writeOf({ ...place, field: parentField }, folderValue(parent), [])
    return this.#write(
      [
        { ...named, merge: 'claim' },
        { ...laid, merge: 'parent' },
      ],
      deed,
    )
  }

  /** Puts a folder or a document into a folder, by its id, or to the top. `seen` is what showed where it lay. */
  move(record: RecordId, parent: string | null, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    if (record.table !== documentTable && record.table !== folderTable) {
      return Promise.resolve(pointless(record, 'lies in no folder: only documents and folders do'))
    }
    const place = { ...record, field: parentField }
    return this.#desk.edit(place, { value: folderValue(parent), merge: 'parent' }, seen, deed)
  }

  /** Claims a number or a name; where another claim keeps it, the next one is shown. Claiming that one confirms it. */
  claim(place: Place, text: string, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    return this.#desk.edit(place, { value: typedValue(text), merge: 'claim' }, seen, deed)
  }

  /** Refers to another record, by its id. */
  refer(place: Place, to: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const value = referenceValue(to.table, to.key)
    return this.#desk.edit(place, { value, merge: 'reference' }, seen, deed)
  }

  /** Writes a field as the template has it: shown before what others wrote meanwhile, which stays listed. */
  writeTemplate(place: Place, value: Value, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    return this.#parts.state().templateAuthors.isAuthor(deed.author)
      ? this.#desk.edit(place, { value, merge: 'template' }, seen, deed)
      : Promise.resolve(notAllowed(`${deed.author} may not write to the template`))
  }

  /** Lets somebody write as the template's author. */
  nameTemplateAuthor(user: string, deed: Deed): Promise<RecordOutcome> {
    return this.#parts.state().templateAuthors.isAuthor(deed.author)
      ? this.#write([{ kind: 'template-author', user }], deed)
      : Promise.resolve(notAllowed(`${deed.author} may name no template author`))
  }

  /** Deletes the values that were shown. What nobody showed its author stands, and keeps the record, listed. */
  async delete(record: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return shown
    if (shown.values.length === 0) return pointless(record, 'has nothing that could be deleted')
    return this.#setDeletion(record, { value: deletedValue(shown.values), supersedes: shown.deletions }, deed)
  }

  /** Takes the deletion back that was shown, of a record that is gone or that somebody else kept. */
  async restore(record: RecordId, seen: SeenToken, deed: Deed): Promise<RecordOutcome> {
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return shown
    if (shown.deletions.length === 0) return pointless(record, 'was not deleted, so far as was shown')
    return this.#setDeletion(record, { value: { kind: 'nothing' }, supersedes: shown.deletions }, deed)
  }

  /** Empties the bin of a document: nobody needs its bytes any more, unless somebody restores or saves it. */
  async emptyBin(documentId: string, deed: Deed): Promise<RecordOutcome> {
    const state = this.#parts.state()
    const record = { table: documentTable, key: documentId }
    const life = recordLife(state, record.table, record.key)
    if (life.kind !== 'deleted') return pointless(record, 'is not in the recycle bin')
    const place = { table: emptiedTable, key: documentId, field: emptiedField }
    const before = state.register(place.table, place.key, place.field)?.heads.map(({ dot }) => dot) ?? []
    const value = deletedValue(life.deletedBy.map(({ dot }) => dot))
    return this.#write([{ ...writeOf(place, value, before), resolves: before.length > 1 }], deed)
  }

  #setDeletion(
    record: RecordId,
    { value, supersedes }: { value: Value; supersedes: readonly Dot[] },
    deed: Deed,
  ): Promise<RecordOutcome> {
    const op = writeOf({ ...record, field: deletionField }, value, supersedes)
    return this.#write([{ ...op, merge: 'deletion', resolves: supersedes.length > 1 }], deed)
  }

  async #write(ops: readonly Op[], deed: Deed): Promise<RecordOutcome> {
    const dot = await this.#parts.write(ops, deed)
    return 'kind' in dot ? refusal(dot) : { kind: 'acknowledged', dot }
  }
}

const folderValue = (folder: string | null): Value =>
  folder === null ? { kind: 'nothing' } : referenceValue(folderTable, folder)

const notAllowed = (detail: string): RecordOutcome => ({ kind: 'not-allowed', detail })

const pointless = ({ table, key }: RecordId, why: string): RecordOutcome => ({
  kind: 'pointless',
  detail: `${table}/${key} ${why}`,
})
