import type { DocumentList } from '../document/document-list.ts'
import type { DocumentView } from '../document/document-view.ts'
import type { RefusedEntry } from '../document/import-check.ts'
import type { Laying, OutsideSave, WorkingFolder } from '../document/working-folder.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'
import { type ByteSource, sourceOfFile } from '../folder/byte-source.ts'
import type { Contents } from '../folder/contents.ts'
import type { Disk } from '../ports/disk.ts'
import type { Behaviours } from './behaviours.ts'
import type { SaveOutcome } from './outcomes.ts'

/** A version that is not in the working folder yet, and what it waits for. */
export interface WaitingDocument {
  readonly document: DocumentView
  /** `fetch`: an older version lies there, and this copy takes the document's bytes only when somebody asks. */
  readonly waitsFor: Exclude<Laying, 'laid' | 'as-it-is'> | 'fetch'
}

/** How what lies in the working folder becomes versions: a save of a document, or a document that is new. */
export interface TakingOn {
  readonly save: (documentId: string, source: ByteSource, seen: SeenToken) => Promise<SaveOutcome>
  readonly create: (name: string, source: ByteSource) => Promise<SaveOutcome>
}

/** Files in the working folder that somebody has to look at. */
export interface OddFiles {
  /** Documents whose files were removed: they are not deleted by that, since a program that saves does it too. */
  readonly missing: readonly DocumentView[]
  /** What lies there and cannot be a document, each with its reason. */
  readonly refused: readonly RefusedEntry[]
}

export interface DocumentDeskParts {
  readonly disk: Disk
  readonly documents: DocumentList
  readonly working: WorkingFolder
  readonly contents: Contents
  readonly behaviours: Behaviours
  /** Bytes that were here are damaged: they have to be fetched once more. */
  readonly lost: (document: DocumentView) => void
}

/** Keeps the working folder and the shown versions of documents together, in both directions. */
export class DocumentDesk {
  readonly #parts: DocumentDeskParts
  readonly #unlaid = new Set<string>()
  /** Not laid until somebody asks for their bytes. */
  readonly #resting = new Set<string>()

  constructor(parts: DocumentDeskParts) {
    this.#parts = parts
  }

  /** The document's shown version may have changed. */
  changed(documentId: string): void {
    this.#parts.documents.written(documentId)
    this.#unlaid.add(documentId)
  }

  /** A folder was made, moved, named or deleted: documents may be shown under other paths. */
  foldersChanged(): void {
    this.#parts.documents.foldersChanged()
  }

  /** Bytes have arrived, or are taken by another rule from now on. */
  stir(): void {
    for (const documentId of this.#resting) this.#unlaid.add(documentId)
    this.#resting.clear()
  }

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  lay(): readonly WaitingDocument[] {
    const renamed = this.#parts.documents.takeRenamed()
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
      const view = this.#parts.documents.find(documentId)
      const waits = view ? this.#lay(view) : this.#withdraw(documentId)
      if (waits === null) this.#unlaid.delete(documentId)
      else if (view) waiting.push({ document: view, waitsFor: waits })
    }
    return waiting
  }

  /** Takes on what people saved or put into the working folder, each save against the version it was opened from. */
  async takeOutsideSaves(taking: TakingOn): Promise<readonly SaveOutcome[]> {
    const outcomes: SaveOutcome[] = []
    for (const outside of this.#parts.working.outsideSaves()) {
      if (!this.#isShownAlready(outside)) outcomes.push(await this.#takeSave(outside, taking))
    }
    for (const name of this.#parts.working.strangers().names) {
      const outcome = this.#isLaidAlready(name) ? null : await this.#takeNew(name, taking)
      if (outcome) outcomes.push(outcome)
    }
    return outcomes
  }

  /** Looks through the working folder for what nobody but a person can settle. */
  oddFiles(): OddFiles {
    const { working, documents } = this.#parts
    return {
      missing: working.missing().flatMap((documentId) => documents.find(documentId) ?? []),
      refused: working.strangers().refused,
    }
  }

  /** Whether a file of this document lies in the working folder, so far as was noted. */
  holds(documentId: string): boolean {
    return this.#parts.working.holds(documentId)
  }

  /** Lays a document whose file was removed; what it waits for where that cannot be. */
  layAgain(document: DocumentView): WaitingDocument | null {
    const laying = this.#parts.working.layAgain(document)
    return laying === 'laid' || laying === 'as-it-is' ? null : { document, waitsFor: laying }
  }

  #lay(view: DocumentView): WaitingDocument['waitsFor'] | null {
    const { working, contents, behaviours, lost } = this.#parts
    const laying = working.lay(view)
    if (laying === 'laid' || laying === 'as-it-is') return null
    if (laying !== 'content') return laying
    if (behaviours.of(view.documentId) === 'automatic') {
      if (!contents.has(view)) lost(view)
      return laying
    }
    if (working.holds(view.documentId)) return 'fetch'
    this.#resting.add(view.documentId)
    return null
  }

  #withdraw(documentId: string): WaitingDocument['waitsFor'] | null {
    return this.#parts.working.withdraw(documentId) === 'save' ? 'save' : null
  }

  // As a crash leaves it that came between laying a version and noting it: nobody saved anything.
  #isShownAlready({ documentId, name, hash }: OutsideSave): boolean {
    const view = this.#parts.documents.find(documentId)
    if (!view || hash !== view.hash) return false
    this.#parts.working.tookOn(documentId, { name, hash, dots: view.versionDots })
    return true
  }

  // The same for a file that belongs to a document of which nothing was noted yet.
  #isLaidAlready(name: string): boolean {
    const { documents, working } = this.#parts
    const view = documents.all().find((document) => document.name === name)
    if (!view || working.holds(view.documentId) || !working.isShownVersion(view)) return false
    working.tookOn(view.documentId, { name, hash: view.hash, dots: view.versionDots })
    return true
  }

  async #takeSave({ documentId, name, base }: OutsideSave, { save }: TakingOn): Promise<SaveOutcome> {
    const source = sourceOfFile(this.#parts.disk, name)
    if (!source) return { kind: 'not-taken', detail: `${name} was removed while it was looked at` }
    return this.#noted(await save(documentId, source, seenToken(base)), name)
  }

  async #takeNew(name: string, { create }: TakingOn): Promise<SaveOutcome | null> {
    const source = sourceOfFile(this.#parts.disk, name)
    return source && this.#noted(await create(name, source), name)
  }

  #noted(outcome: SaveOutcome, name: string): SaveOutcome {
    if (outcome.kind !== 'acknowledged') return outcome
    const { documentId, dot, content } = outcome
    this.#parts.working.tookOn(documentId, { name, hash: content.hash, dots: [dot] })
    return outcome
  }
}
