import { isPacked } from '../content/index.ts'
import { DiskTrouble, orDiskTrouble } from '../ports/index.ts'
import type { CheckedOutFile, CheckoutNote, CheckoutNotes } from './checkout-notes.ts'
import type { DocumentView } from './document-view.ts'

/** What came of bringing a document's file up to date. */
export type CheckoutOutcome =
  | 'laid'
  | 'as-it-is'
  /** Its bytes have not arrived. */
  | 'content'
  /** The file there was changed from outside, or belongs to nobody we know. */
  | 'save'
  /** No file of that name may lie in a working folder. */
  | 'name'
  /** The disk did not allow it. */
  | 'disk'

/** A document whose file is to be brought up to date; without a view, nothing is to lie there for it any more. */
export interface WantedFile {
  readonly documentId: string
  readonly view: DocumentView | null
}

/** `note`: the file is right, but made from other versions. `write-no-bytes`: the bytes lie under the name already. */
export type FileStep = 'note' | 'write' | 'write-no-bytes'

/** What is to be done to a document's file, and what lies there before and afterwards. */
export interface FileChange extends CheckoutNote, WantedFile {
  readonly before: CheckedOutFile | null
  readonly step: FileStep
}

/** Both throw DiskTrouble. */
export interface CheckoutActions {
  readonly planned: (file: WantedFile) => FileChange | CheckoutOutcome
  /** False where the bytes turned out not to be what they should be: nothing was done. */
  readonly carryOut: (change: FileChange) => boolean
}

/** A file was found untouched when its batch was planned, and must not wait long until it is replaced. */
const batchMax = 16

/**
 * Notes what is begun, durably, before any file is touched, so that what a crash leaves in between does not look like
 * somebody's save. Several documents share one note before and one afterwards: each is a write of its own.
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
    // What one document leaves, the next one may be about to take.
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
    return 'laid'
  })
  if (begun === 'disk') return all('disk')
  const outcomes = new Map(
    batch.map((change) => [
      change.documentId,
      orDisk((): CheckoutOutcome => (carryOut(change) ? 'laid' : 'content')),
    ]),
  )
  for (const [documentId, outcome] of outcomes) if (outcome === 'content') notes.forget(documentId)
  const done = batch.filter(({ documentId }) => outcomes.get(documentId) === 'laid').map(noteOf)
  const noted = orDisk((): CheckoutOutcome => {
    notes.done(done)
    return 'laid'
  })
  return [...outcomes].map(([documentId, outcome]) => [documentId, outcome === 'laid' ? noted : outcome])
}

const noteOf = ({ documentId, checkedOut }: FileChange): CheckoutNote => ({ documentId, checkedOut })

/** Disk trouble is one of the outcomes. */
const orDisk = <T extends FileChange | CheckoutOutcome>(work: () => T): T | 'disk' => {
  const result = orDiskTrouble(work)
  return result instanceof DiskTrouble ? 'disk' : result
}
