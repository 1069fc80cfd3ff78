import type { DocumentList } from '../document/document-list.ts'
import type { DocumentView } from '../document/document-view.ts'
import type { Laying, OutsideSave, WorkingFolder } from '../document/working-folder.ts'
import type { Dot } from '../event/line.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'
import type { Digest } from '../ports/digest.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { SaveOutcome } from './outcomes.ts'

/** A version that is not in the working folder yet, and what it waits for. */
export interface WaitingDocument {
  readonly document: DocumentView
  readonly waitsFor: Exclude<Laying, 'laid' | 'as-it-is'>
}

/** Saves a version against the one that it was opened from. */
export type SaveVersion = (documentId: string, bytes: Uint8Array, seen: SeenToken) => Promise<SaveOutcome>

/** Keeps the working folder and the shown versions of documents together, in both directions. */
export class DocumentDesk {
  readonly #documents: DocumentList
  readonly #working: WorkingFolder
  readonly #digest: Digest
  readonly #unlaid = new Set<string>()

  constructor(documents: DocumentList, working: WorkingFolder, digest: Digest) {
    this.#documents = documents
    this.#working = working
    this.#digest = digest
  }

  /** The document's shown version may have changed. */
  changed(documentId: string): void {
    this.#documents.written(documentId)
    this.#unlaid.add(documentId)
  }

  /** A folder was made, moved, named or deleted: documents may be shown under other paths. */
  foldersChanged(): void {
    this.#documents.foldersChanged()
  }

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  lay(): readonly WaitingDocument[] {
    const renamed = this.#documents.takeRenamed()
    for (const documentId of renamed) this.#unlaid.add(documentId)
    let waiting = this.#layOnce()
    // What one document leaves, another one may be waiting for.
    for (let left = Infinity; renamed.length > 0 && waiting.length < left && waiting.length > 0;) {
      left = waiting.length
      waiting = this.#layOnce()
    }
    return waiting
  }

  #layOnce(): readonly WaitingDocument[] {
    const waiting: WaitingDocument[] = []
    for (const documentId of this.#unlaid) {
      const view = this.#documents.find(documentId)
      const laid = view ? this.#laidUnlessTrouble(view) : 'as-it-is'
      if (!view || laid === 'laid' || laid === 'as-it-is') this.#unlaid.delete(documentId)
      else waiting.push({ document: view, waitsFor: laid })
    }
    return waiting
  }

  /** Takes on what people saved in the working folder, each save against the version it was opened from. */
  async takeOutsideSaves(save: SaveVersion): Promise<readonly SaveOutcome[]> {
    const outcomes: SaveOutcome[] = []
    for (const documentId of this.#working.laidDocuments()) {
      try {
        const outside = this.#working.outsideSave(documentId)
        if (outside && !this.#isShownAlready(outside)) outcomes.push(await this.#take(outside, save))
      } catch (trouble) {
        if (!(trouble instanceof DiskTrouble)) throw trouble
        outcomes.push({ kind: 'disk-trouble', trouble })
      }
    }
    return outcomes
  }

  #laidUnlessTrouble(view: DocumentView): Laying {
    try {
      return this.#working.lay(view)
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return 'disk'
      throw trouble
    }
  }

  // As a crash leaves it that came between laying a version and noting it: nobody saved anything.
  #isShownAlready({ documentId, bytes }: OutsideSave): boolean {
    const view = this.#documents.find(documentId)
    if (!view || this.#digest.sha256Hex(bytes) !== view.hash) return false
    this.#working.tookOn(view, view.hash, view.versionDots)
    return true
  }

  async #take({ documentId, bytes, base }: OutsideSave, save: SaveVersion): Promise<SaveOutcome> {
    const outcome = await save(documentId, bytes, seenToken(base))
    const view = this.#documents.find(documentId)
    if (outcome.kind === 'acknowledged' && view) this.#noteTaken(view, bytes, outcome.dot)
    return outcome
  }

  // The save is acknowledged, whatever becomes of the note: where it is lost, the shown version tells as much.
  #noteTaken(view: DocumentView, bytes: Uint8Array, dot: Dot): void {
    try {
      this.#working.tookOn(view, this.#digest.sha256Hex(bytes), [dot])
    } catch (trouble) {
      if (!(trouble instanceof DiskTrouble)) throw trouble
    }
  }
}
