import type {
  DocumentView,
  FoldedFile,
  CheckoutOutcome,
  RefusedEntry,
  WorkingFolder,
} from '../document/index.ts'
import { DiskTrouble, orDiskTrouble } from '../ports/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { Behaviours } from './behaviours.ts'
import { ExternalEditWriter, type ExternalEditParts, type SaveActions } from './external-edit-writer.ts'
import type { SaveOutcome } from './outcomes.ts'

/** A version that is not checked out yet, and the reason. */
export interface WaitingDocument {
  readonly document: DocumentView
  /** `fetch`: an older version is checked out, and this copy fetches the document's bytes only on demand. */
  readonly waitsFor: Exclude<CheckoutOutcome, 'checked-out' | 'as-it-is'> | 'fetch'
}

/** Files in the working folder that need a person's attention. */
export interface OddFiles {
  /** Documents whose files were removed. That deletes no document: programs remove files while they save. */
  readonly missing: readonly DocumentView[]
  readonly refused: readonly RefusedEntry[]
}

export interface DocumentWriterParts extends ExternalEditParts {
  /** Replaced at each rebuild: never keep it. */
  readonly file: () => FoldedFile
  readonly working: WorkingFolder
  readonly contents: Contents
  readonly behaviours: Behaviours
}

/** Keeps the working folder and the shown versions of documents in step, in both directions. */
export class DocumentWriter {
  readonly #parts: DocumentWriterParts
  readonly #externalEdits: ExternalEditWriter
  readonly #pending = new Set<string>()
  /** Not checked out until somebody requests their bytes. */
  readonly #onDemand = new Set<string>()

  constructor(parts: DocumentWriterParts) {
    this.#parts = parts
    this.#externalEdits = new ExternalEditWriter(parts)
  }

  changed(documentId: string): void {
    this.#pending.add(documentId)
  }

  /** Call before a rebuild, which reports each shown document again. Other files stay in place. */
  reset(): void {
    this.#pending.clear()
    this.#onDemand.clear()
  }

  /** Reconsiders on-demand documents after bytes have arrived or a behaviour has changed. */
  recheck(): void {
    for (const documentId of this.#onDemand) this.#pending.add(documentId)
    this.#onDemand.clear()
  }

  checkOut(): readonly WaitingDocument[] {
    const renamed = this.#parts.file().documents.takeRenamed()
    for (const documentId of renamed) this.#pending.add(documentId)
    let waiting = this.#checkOutOnce()
    // A document may wait for a name that another one just gave up.
    for (let left = Infinity; renamed.length > 0 && waiting.length < left && waiting.length > 0;) {
      left = waiting.length
      waiting = this.#checkOutOnce()
    }
    return waiting
  }

  saveExternalEdits(taking: SaveActions): Promise<readonly SaveOutcome[]> {
    return this.#externalEdits.saveAll(taking)
  }

  /** Throws DiskTrouble. */
  oddFiles(): OddFiles {
    const { working, file } = this.#parts
    const { documents } = file()
    return {
      missing: working.missing().flatMap((documentId) => documents.find(documentId) ?? []),
      refused: working.untrackedFiles().refused,
    }
  }

  holds(documentId: string): boolean {
    return this.#parts.working.holds(documentId)
  }

  checkOutAgain(document: DocumentView): WaitingDocument | null {
    const { documentId } = document
    const forgotten = orDiskTrouble(() => this.#parts.working.forgetMissing(documentId))
    if (forgotten instanceof DiskTrouble) return { document, waitsFor: 'disk' }
    const outcome = this.#parts.working.checkOut([{ documentId, view: document }]).get(documentId)
    return !outcome || isDone(outcome) ? null : { document, waitsFor: outcome }
  }

  #checkOutOnce(): readonly WaitingDocument[] {
    if (this.#pending.size === 0) return []
    const { documents } = this.#parts.file()
    const wanted = [...this.#pending].map((documentId) => ({ documentId, view: documents.find(documentId) }))
    const outcomes = this.#parts.working.checkOut(wanted)
    const waiting: WaitingDocument[] = []
    for (const { documentId, view } of wanted) {
      const outcome = outcomes.get(documentId) ?? 'as-it-is'
      const waitsFor = view && outcome === 'content' ? this.#waitsForBytes(view) : outcome
      if (isDone(waitsFor)) this.#pending.delete(documentId)
      else if (view) waiting.push({ document: view, waitsFor })
    }
    return waiting
  }

  #waitsForBytes(view: DocumentView): WaitingDocument['waitsFor'] | 'as-it-is' {
    const { working, contents, behaviours, file } = this.#parts
    if (behaviours.of(view.documentId) === 'automatic') {
      // The bytes are damaged, or the disk cannot tell. Looks for them again.
      if (!contents.isSurelyHere(view)) file().live.lost(view)
      return 'content'
    }
    if (working.holds(view.documentId)) return 'fetch'
    this.#onDemand.add(view.documentId)
    return 'as-it-is'
  }
}

const isDone = (outcome: CheckoutOutcome | 'fetch'): outcome is 'checked-out' | 'as-it-is' =>
  outcome === 'checked-out' || outcome === 'as-it-is'
