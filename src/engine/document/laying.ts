import { isPacked } from '../content/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { DocumentView } from './document-view.ts'
import type { Laid, LaidNote, LaidNotes } from './laid-notes.ts'

/** What came of bringing a document's file up to date. */
export type Laying =
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
export interface FileChange extends LaidNote, WantedFile {
  readonly before: Laid | null
  readonly step: FileStep
}

/** Both throw DiskTrouble. */
export interface FileHands {
  readonly planned: (file: WantedFile) => FileChange | Laying
  /** False where the bytes turned out not to be what they should be: nothing was done. */
  readonly carryOut: (change: FileChange) => boolean
}

/** A file was found untouched when its batch was planned, and must not wait long until it is replaced. */
const batchMax = 16

/**
 * Notes what is begun, durably, before any file is touched, so that what a crash leaves in between does not look like
 * somebody's save. Several documents share one note before and one afterwards: each is a write of its own.
 */
export const bringInBatches = (
  wanted: readonly WantedFile[],
  notes: LaidNotes,
  hands: FileHands,
): ReadonlyMap<string, Laying> => {
  const layings = new Map<string, Laying>()
  let batch: FileChange[] = []
  const finish = (): void => {
    for (const [documentId, laying] of bringBatch(batch, notes, hands)) layings.set(documentId, laying)
    batch = []
  }
  for (const file of wanted) {
    // What one document leaves, the next one may be about to take.
    if (batch.some((change) => touches(change, file))) finish()
    const change = unlessTrouble(() => hands.planned(file))
    if (typeof change === 'string') layings.set(file.documentId, change)
    else batch.push(change)
    if (batch.length === batchMax || isPacked(file.view?.sizeBytes ?? 0)) finish()
  }
  finish()
  return layings
}

const touches = ({ before, laid }: FileChange, { view }: WantedFile): boolean =>
  view !== null && (before?.name === view.name || laid?.name === view.name)

const bringBatch = (
  batch: readonly FileChange[],
  notes: LaidNotes,
  { carryOut }: FileHands,
): readonly (readonly [string, Laying])[] => {
  const all = (laying: Laying): readonly (readonly [string, Laying])[] =>
    batch.map(({ documentId }) => [documentId, laying])
  const begun = unlessTrouble(() => {
    notes.begin(batch.filter(({ step }) => step !== 'note').map(noteOf))
    return 'laid'
  })
  if (begun === 'disk') return all('disk')
  const layings = new Map(
    batch.map((change) => [
      change.documentId,
      unlessTrouble((): Laying => (carryOut(change) ? 'laid' : 'content')),
    ]),
  )
  for (const [documentId, laying] of layings) if (laying === 'content') notes.forget(documentId)
  const done = batch.filter(({ documentId }) => layings.get(documentId) === 'laid').map(noteOf)
  const noted = unlessTrouble((): Laying => {
    notes.done(done)
    return 'laid'
  })
  return [...layings].map(([documentId, laying]) => [documentId, laying === 'laid' ? noted : laying])
}

const noteOf = ({ documentId, laid }: FileChange): LaidNote => ({ documentId, laid })

/** Trouble with the disk is one of the answers. */
const unlessTrouble = <T extends FileChange | Laying>(ask: () => T): T | 'disk' => {
  try {
    return ask()
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return 'disk'
    throw trouble
  }
}
