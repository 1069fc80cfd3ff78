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
import { CollectionWriter } from './collection-writer.ts'
import type { UserAction } from './log-writer.ts'
import type { RecordOutcome } from './outcomes.ts'
import { readRecordToken } from './record-token.ts'
import { type RegisterAddress, type RecordId, writeOf } from './register-address.ts'
import { type RegisterWriter, type WriteContext, nextDot, refusal } from './register-writer.ts'

export interface RecordReading {
  readonly life: RecordLife
  readonly seen: SeenToken
}

/** Writes to whole records. Each write covers exactly the values that its author was shown. */
export class RecordWriter {
  readonly collections: CollectionWriter
  readonly #parts: WriteContext
  readonly #registerWriter: RegisterWriter

  constructor(parts: WriteContext, registerWriter: RegisterWriter) {
    this.#parts = parts
    this.#registerWriter = registerWriter
    this.collections = new CollectionWriter(parts)
  }

  read({ table, key }: RecordId): RecordReading {
    const state = this.#parts.state()
    const deletions = state.register(table, key, deletionField)?.siblings.map(({ dot }) => dot) ?? []
    const seen = seenToken([...shownDotsOf(state, table, key), ...deletions])
    return { life: recordLife(state, table, key), seen }
  }

  /** Creates a folder under `parent`, or at the top if null. Its id is the text of the returned dot. */
  makeFolder(name: string, parent: string | null, action: UserAction): Promise<RecordOutcome> {
    const refused = refusedEntries([{ path: name, kind: 'folder' }])[0]
    if (refused || name.includes('/')) {
      return Promise.resolve({
        kind: 'pointless',
        detail: `${name} ${refused?.reason ?? 'is no single name'}`,
      })
    }
    const next = nextDot(this.#parts)
    if ('kind' in next) return Promise.resolve(refusal(next))
    const record = { table: folderTable, key: dotText(next) }
    const named = writeOf({ ...record, field: folderNameField }, textValue(name), [])
    const parented = writeOf({ ...record, field: parentField }, folderValue(parent), [])
    return this.#write(
      [
        { ...named, merge: 'claim' },
        { ...parented, merge: 'parent' },
      ],
      action,
    )
  }

  /** Moves a folder or a document into a folder, or to the top. `seen` comes from reading its old place. */
  move(record: RecordId, parent: string | null, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    if (record.table !== documentTable && record.table !== folderTable) {
      return Promise.resolve(pointless(record, 'lies in no folder: only documents and folders do'))
    }
    const address = { ...record, field: parentField }
    return this.#registerWriter.edit(address, { value: folderValue(parent), merge: 'parent' }, seen, action)
  }

  /**
   * Claims a number or a name. If another claim keeps it, the next free one is shown, and claiming that confirms it.
   */
  claim(address: RegisterAddress, text: string, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    return this.#registerWriter.edit(address, { value: typedValue(text), merge: 'claim' }, seen, action)
  }

  refer(address: RegisterAddress, to: RecordId, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    const value = referenceValue(to.table, to.key)
    return this.#registerWriter.edit(address, { value, merge: 'reference' }, seen, action)
  }

  /** Writes a template value. It is shown before concurrent edits, which stay listed. */
  writeTemplate(
    address: RegisterAddress,
    value: Value,
    seen: SeenToken,
    action: UserAction,
  ): Promise<RecordOutcome> {
    return this.#parts.state().templateAuthors.isAuthor(action.author)
      ? this.#registerWriter.edit(address, { value, merge: 'template' }, seen, action)
      : Promise.resolve(notAllowed(`${action.author} may not write to the template`))
  }

  nameTemplateAuthor(user: string, action: UserAction): Promise<RecordOutcome> {
    return this.#parts.state().templateAuthors.isAuthor(action.author)
      ? this.#write([{ kind: 'template-author', user }], action)
      : Promise.resolve(notAllowed(`${action.author} may name no template author`))
  }

  /** Deletes the shown values. Values that the author was not shown stay listed, and keep the record. */
  async delete(record: RecordId, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return shown
    if (shown.values.length === 0) return pointless(record, 'has nothing that could be deleted')
    return this.#setDeletion(
      record,
      { value: deletedValue(shown.values), supersedes: shown.deletions },
      action,
    )
  }

  /** Withdraws the shown deletion of a deleted or kept record. */
  async restore(record: RecordId, seen: SeenToken, action: UserAction): Promise<RecordOutcome> {
    const shown = readRecordToken(this.#parts.log, record, seen)
    if (shown.kind !== 'shown') return shown
    if (shown.deletions.length === 0) return pointless(record, 'was not deleted, so far as was shown')
    return this.#setDeletion(record, { value: { kind: 'nothing' }, supersedes: shown.deletions }, action)
  }

  /** Declares the bytes of a deleted document unneeded, until somebody restores or saves it. */
  async emptyBin(documentId: string, action: UserAction): Promise<RecordOutcome> {
    const state = this.#parts.state()
    const record = { table: documentTable, key: documentId }
    const life = recordLife(state, record.table, record.key)
    if (life.kind !== 'deleted') return pointless(record, 'is not in the recycle bin')
    const address = { table: emptiedTable, key: documentId, field: emptiedField }
    const before =
      state.register(address.table, address.key, address.field)?.siblings.map(({ dot }) => dot) ?? []
    const value = deletedValue(life.deletedBy.map(({ dot }) => dot))
    return this.#write([{ ...writeOf(address, value, before), resolves: before.length > 1 }], action)
  }

  #setDeletion(
    record: RecordId,
    { value, supersedes }: { value: Value; supersedes: readonly Dot[] },
    action: UserAction,
  ): Promise<RecordOutcome> {
    const op = writeOf({ ...record, field: deletionField }, value, supersedes)
    return this.#write([{ ...op, merge: 'deletion', resolves: supersedes.length > 1 }], action)
  }

  async #write(ops: readonly Op[], action: UserAction): Promise<RecordOutcome> {
    const dot = await this.#parts.write(ops, action)
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
