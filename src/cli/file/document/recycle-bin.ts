import { documentTable, type DocumentView } from '../../../engine/document/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import { type CommandFailure, usageFailure } from '../../context/command-failure.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

export const markInBin = async (
  { copy, name }: OpenedFolder,
  document: DocumentView,
  change: 'delete' | 'restore',
): Promise<void> => {
  const record = { table: documentTable, key: document.documentId }
  const { seen } = copy.records.read(record)
  const outcome = await copy.records[change](record, seen, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'acknowledged') throw binFailure(`Nothing was changed: ${outcome.detail}.`, name)
}

/** Finds a document in the recycle bin by its name or id. Ends the command unless there is exactly one. */
export const binnedNamed = (copy: SyncCopy, wanted: string, name: string): DocumentView => {
  const found = copy.library
    .recycleBin()
    .map(({ document }) => document)
    .filter((document) => document.documentId === wanted || document.name === wanted)
  const [only] = found
  if (only && found.length === 1) return only
  if (!only) throw binFailure(`Nothing was restored: there is no "${wanted}" in the recycle bin.`, name)
  throw binFailure(
    `Nothing was restored: ${found.length} documents called "${wanted}" are in the recycle bin. Name one by its id.`,
    name,
  )
}

const binFailure = (message: string, name: string): CommandFailure =>
  usageFailure((shakedown) => `${message}\nSee what is there: ${shakedown} file document bin ${name}`)
