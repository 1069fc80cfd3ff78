import { documentTable, type DocumentView } from '../../engine/document/index.ts'
import { parseRecordId, type SyncCopy } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { EditOptions } from './edit.ts'
import { bringHere } from './fetch.ts'
import type { FileContext } from './file-context.ts'
import { documentNamed } from './named-document.ts'
import { doToRecord } from './record.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Deletes what somebody means: a document, by its name or id, or else a record. */
export const deleteAny = async (
  name: string,
  wanted: string,
  options: EditOptions,
  context: FileContext,
): Promise<void> =>
  (await isRecord(name, wanted, context))
    ? doToRecord('delete', { name, path: wanted }, options, context)
    : deleteDocument(name, wanted, context)

/** Takes the deletion back of what somebody means: a document in the bin, by its name or id, or else a record. */
export const restoreAny = async (
  name: string,
  wanted: string,
  options: EditOptions,
  context: FileContext,
): Promise<void> =>
  (await isRecord(name, wanted, context))
    ? doToRecord('restore', { name, path: wanted }, options, context)
    : restoreDocument(name, wanted, context)

// A document may lie in a folder, so that its name looks as a record's address does: what there is decides.
const isRecord = (name: string, wanted: string, context: FileContext): Promise<boolean> => {
  if (!parseRecordId(wanted)) return Promise.resolve(false)
  return withCopy(name, 'look', context, async ({ copy }) => {
    const documents = [...copy.documents(), ...copy.library.recycleBin().map(({ document }) => document)]
    return documents.every((document) => document.documentId !== wanted && document.name !== wanted)
  })
}

/** Puts a document into the recycle bin, on every copy. A save that its author had not seen keeps it. */
const deleteDocument = async (name: string, wanted: string, context: FileContext): Promise<void> => {
  const text = await withCopy(name, 'delete', context, async (opened) => {
    const document = documentNamed(opened.copy, wanted, name)
    await markIn(opened, document, 'delete')
    opened.copy.checkOutDocuments()
    const left = opened.copy.library.working.holds(document.documentId)
      ? '  its file was changed here and is left: the next sync saves it, and keeps the document\n'
      : ''
    return `${document.name} is in the recycle bin\n${left}  To get it back: npx shakedown file restore ${name} "${document.name}"\n`
  })
  context.out(text)
}

/** Takes a document out of the recycle bin, by its name or its id; of one that a save kept, it takes the mark away. */
const restoreDocument = async (name: string, wanted: string, context: FileContext): Promise<void> => {
  const text = await withCopy(name, 'restore', context, async (opened) => {
    const document = binnedNamed(opened.copy, wanted, name)
    // What the policy dropped is asked for elsewhere first: a document that comes back empty helps nobody.
    if (isDroppedHere(opened, document)) await bringHere(opened, document, document)
    await markIn(opened, document, 'restore')
    opened.copy.checkOutDocuments()
    return `${opened.copy.document(document.documentId)?.name ?? document.name} is back\n`
  })
  context.out(text)
}

const isDroppedHere = ({ copy }: OpenedFolder, { documentId, hash }: DocumentView): boolean =>
  copy.library.versions.of(documentId).some((each) => each.hash === hash && each.droppedMs !== null)

const markIn = async (
  { copy, name }: OpenedFolder,
  document: DocumentView,
  deed: 'delete' | 'restore',
): Promise<void> => {
  const record = { table: documentTable, key: document.documentId }
  const { seen } = copy.records.read(record)
  const outcome = await copy.records[deed](record, seen, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'acknowledged') throw usage(`Nothing was changed: ${outcome.detail}.`, name)
}

const binnedNamed = (copy: SyncCopy, wanted: string, name: string): DocumentView => {
  const found = copy.library
    .recycleBin()
    .map(({ document }) => document)
    .filter((document) => document.documentId === wanted || document.name === wanted)
  const [only] = found
  if (only && found.length === 1) return only
  if (!only) throw usage(`Nothing was restored: there is no "${wanted}" in the recycle bin.`, name)
  throw usage(
    `Nothing was restored: ${found.length} documents called "${wanted}" are in the recycle bin. Name one by its id.`,
    name,
  )
}

const usage = (message: string, name: string): CommandFailure =>
  new CommandFailure(failureCodes.usage, `${message}\nSee what is there: npx shakedown file bin ${name}`)
