import type {
  DocumentView,
  FoldedFile,
  CheckoutOutcome,
  RefusedEntry,
  WorkingFolder,
} from '../document/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { Behaviours } from './behaviours.ts'
import { ExternalEditWriter, type ExternalEditParts, type SaveActions } from './external-edit-writer.ts'
import type { SaveOutcome } from './outcomes.ts'

/** A version that is not in the working folder yet, and what it waits for. */
export interface WaitingDocument {
  readonly document: DocumentView
  /** `fetch`: an older version lies there, and this copy takes the document's bytes only when somebody asks. */
  readonly waitsFor: Exclude<CheckoutOutcome, 'laid' | 'as-it-is'> | 'fetch'
}

/** Files in the working folder that somebody has to look at. */
export interface OddFiles {
  /** Documents whose files were removed: they are not deleted by that, since a program that saves does it too. */
  readonly missing: readonly DocumentView[]
  /** What lies there and cannot be a document, each with its reason. */
  readonly refused: readonly RefusedEntry[]
}

export interface DocumentWriterParts extends ExternalEditParts {
  /** Asked each time: it may have been begun anew. */
  readonly file: () => FoldedFile
  readonly working: WorkingFolder
  readonly contents: Contents
  readonly behaviours: Behaviours
}

/** Keeps the working folder and the shown versions of documents together, in both directions. */
export class DocumentWriter {
  readonly #parts: DocumentWriterParts
  readonly #externalEdits: ExternalEditWriter
  readonly #pending = new Set<string>()
  /** Not laid until somebody asks for their bytes. */
  readonly #onDemand = new Set<string>()

  constructor(parts: DocumentWriterParts) {
    this.#parts = parts
    this.#externalEdits = new ExternalEditWriter(parts)
  }

  /** The document's shown version may have changed. */
  changed(documentId: string): void {
    this.#pending.add(documentId)
  }

  /** Everything is folded anew, and told anew. A file of what is not shown any more stays where it lies. */
  reset(): void {
    this.#pending.clear()
    this.#onDemand.clear()
  }

  /** Bytes have arrived, or are taken by another rule from now on. */
  recheck(): void {
    for (const documentId of this.#onDemand) this.#pending.add(documentId)
    this.#onDemand.clear()
  }

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  checkOut(): readonly WaitingDocument[] {
    const renamed = this.#parts.file().documents.takeRenamed()
    for (const documentId of renamed) this.#pending.add(documentId)
    let waiting = this.#checkOutOnce()
    // What one document leaves, another one may be waiting for.
    for (let left = Infinity; renamed.length > 0 && waiting.length < left && waiting.length > 0;) {
      left = waiting.length
      waiting = this.#checkOutOnce()
    }
    return waiting
  }

  /** Takes on what people saved or put into the working folder, each save against the version it was opened from. */
  saveExternalEdits(taking: SaveActions): Promise<readonly SaveOutcome[]> {
    return this.#externalEdits.saveAll(taking)
  }

  /** Looks through the working folder for what nobody but a person can settle. Throws DiskTrouble. */
  oddFiles(): OddFiles {
    const { working, file } = this.#parts
    const { documents } = file()
    return {
      missing: working.missing().flatMap((documentId) => documents.find(documentId) ?? []),
      refused: working.untrackedFiles().refused,
    }
  }

  /** Whether a file of this document lies in the working folder, so far as was noted. */
  holds(documentId: string): boolean {
    return this.#parts.working.holds(documentId)
  }

  /** Lays a document whose file was removed; what it waits for where that cannot be. */
  checkOutAgain(document: DocumentView): WaitingDocument | null {
    const { documentId } = document
    try {
      this.#parts.working.forgetMissing(documentId)
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return { document, waitsFor: 'disk' }
      throw trouble
    }
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
      // They were here and are damaged, or the disk cannot say: they are looked for once more.
      if (!contents.isSurelyHere(view)) file().live.lost(view)
      return 'content'
    }
    if (working.holds(view.documentId)) return 'fetch'
    this.#onDemand.add(view.documentId)
    return 'as-it-is'
  }
}

const isDone = (outcome: CheckoutOutcome | 'fetch'): outcome is 'laid' | 'as-it-is' =>
  outcome === 'laid' || outcome === 'as-it-is'
