import { isPacked } from '../content/index.ts'
import { DiskTrouble, orDiskTrouble } from '../ports/index.ts'
import type { CheckedOutFile, CheckoutNote, CheckoutNotes } from './checkout-notes.ts'
import type { DocumentView } from './document-view.ts'

export type CheckoutOutcome =
  | 'checked-out'
  | 'as-it-is'
  | 'content'
  /** The file was edited outside, or belongs to no known document. */
  | 'save'
  | 'name'
  | 'disk'

/** A document whose file needs updating. Without a view its file is removed. */
export interface WantedFile {
  readonly documentId: string
  readonly view: DocumentView | null
}

/** `note`: the file is right, but made from other versions. `write-no-bytes`: the bytes exist under that name. */
export type FileStep = 'note' | 'write' | 'write-no-bytes'

export interface FileChange extends CheckoutNote, WantedFile {
  readonly before: CheckedOutFile | null
  readonly step: FileStep
}

/** Both throw DiskTrouble. */
export interface CheckoutActions {
  readonly planned: (file: WantedFile) => FileChange | CheckoutOutcome
  /** Returns false, and changes nothing, if the bytes are damaged. */
  readonly carryOut: (change: FileChange) => boolean
}

/** Files of a batch are checked during planning, so they must be replaced soon after. */
const batchMax = 16

/**
 * Notes changes durably before it touches a file, so that a crash in between does not look like a save.
 * Every note costs a disk write, so each batch has one before and one after.
 */
export const checkOutInBatches = (
  wanted: readonly WantedFile[],
  notes: CheckoutNotes,
  hands: CheckoutActions,
): ReadonlyMap<string, CheckoutOutcome> => {
  const outcomes = new Map<string, CheckoutOutcome>()
  let batch: FileChange[] = []
  const finish = (): void => {
    for (const [documentId, outcome] of checkOutBatch(batch, notes, hands)) outcomes.set(documentId, outcome)
    batch = []
  }
  for (const file of wanted) {
    // The next document may take a name that an earlier one gives up.
    if (batch.some((change) => touches(change, file))) finish()
    const change = orDisk(() => hands.planned(file))
    if (typeof change === 'string') outcomes.set(file.documentId, change)
    else batch.push(change)
    if (batch.length === batchMax || isPacked(file.view?.sizeBytes ?? 0)) finish()
  }
  finish()
  return outcomes
}

const touches = ({ before, checkedOut }: FileChange, { view }: WantedFile): boolean =>
  view !== null && (before?.name === view.name || checkedOut?.name === view.name)

const checkOutBatch = (
  batch: readonly FileChange[],
  notes: CheckoutNotes,
  { carryOut }: CheckoutActions,
): readonly (readonly [string, CheckoutOutcome])[] => {
  const all = (outcome: CheckoutOutcome): readonly (readonly [string, CheckoutOutcome])[] =>
    batch.map(({ documentId }) => [documentId, outcome])
  const begun = orDisk(() => {
    notes.begin(batch.filter(({ step }) => step !== 'note').map(noteOf))
    return 'checked-out'
  })
  if (begun === 'disk') return all('disk')
  const outcomes = new Map(
    batch.map((change) => [
      change.documentId,
      orDisk((): CheckoutOutcome => (carryOut(change) ? 'checked-out' : 'content')),
    ]),
  )
  for (const [documentId, outcome] of outcomes) if (outcome === 'content') notes.forget(documentId)
  const done = batch.filter(({ documentId }) => outcomes.get(documentId) === 'checked-out').map(noteOf)
  const noted = orDisk((): CheckoutOutcome => {
    notes.done(done)
    return 'checked-out'
  })
  return [...outcomes].map(([documentId, outcome]) => [
    documentId,
    outcome === 'checked-out' ? noted : outcome,
  ])
}

const noteOf = ({ documentId, checkedOut }: FileChange): CheckoutNote => ({ documentId, checkedOut })

/** Disk trouble is one of the outcomes. */
const orDisk = <T extends FileChange | CheckoutOutcome>(work: () => T): T | 'disk' => {
  const result = orDiskTrouble(work)
  return result instanceof DiskTrouble ? 'disk' : result
}
