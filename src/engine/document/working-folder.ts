import { type Dot, dotText } from '../identifier/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import { type Contents, fileHash } from '../storage/contents/index.ts'
import { type CheckedOutFile, CheckoutNotes } from './checkout-notes.ts'
import {
  checkOutInBatches,
  type FileChange,
  type FileStep,
  type CheckoutOutcome,
  type WantedFile,
} from './checkout.ts'
import type { DocumentView } from './document-view.ts'
import { leavesWorkingFolder } from './import-check.ts'
import { entriesOf, type UntrackedFiles, untrackedAmong } from './untracked-files.ts'

/** A file that somebody saved since its version was checked out. */
export interface ExternalEdit {
  readonly documentId: string
  readonly name: string
  readonly hash: string
  /** The version it was opened from, which the save supersedes. */
  readonly base: readonly Dot[]
}

export class WorkingFolder {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #contents: Contents
  readonly #notes: CheckoutNotes

  constructor(disk: Disk, digest: Digest, contents: Contents) {
    this.#disk = disk
    this.#digest = digest
    this.#contents = contents
    this.#notes = new CheckoutNotes(disk)
  }

  holds(documentId: string): boolean {
    return this.#notes.checkedOut(documentId) !== null
  }

  /**
   * Checks out shown versions, and removes files of documents no longer shown. Leaves files that were
   * edited outside; their versions wait. May be called again for those.
   */
  checkOut(wanted: readonly WantedFile[]): ReadonlyMap<string, CheckoutOutcome> {
    return checkOutInBatches(wanted, this.#notes, {
      planned: (file) => this.#planned(file),
      carryOut: (change) => this.#carryOut(change),
    })
  }

  /** Includes documents whose checkout began. */
  checkedOutDocuments(): readonly string[] {
    return this.#notes.documents()
  }

  /** Returns an outside save of a document's file, or null. Compares content, not times. Throws DiskTrouble. */
  externalEdit(documentId: string): ExternalEdit | null {
    this.#finishBegun(documentId)
    const checkedOut = this.#notes.checkedOut(documentId)
    const hash = checkedOut && this.hashOf(checkedOut.name)
    if (!checkedOut || hash === null || hash === checkedOut.hash) return null
    return { documentId, name: checkedOut.name, hash, base: checkedOut.dots }
  }

  /** Forgets a removed file, so that it is checked out again. Throws DiskTrouble. */
  forgetMissing(documentId: string): void {
    this.#finishBegun(documentId)
    if (this.#isMissing(documentId)) this.#notes.done([{ documentId, checkedOut: null }])
  }

  /** Documents whose files are gone. Decides nothing: a program may be about to put one back. */
  missing(): readonly string[] {
    return this.#notes.documents().filter((documentId) => this.#isMissing(documentId))
  }

  /** Throws DiskTrouble. */
  untrackedFiles(): UntrackedFiles {
    const documents = this.#notes.documents()
    // After a crash, the file may have its old or its new name.
    const known = documents.flatMap((documentId) => [
      this.#notes.checkedOut(documentId)?.name ?? [],
      this.#notes.begunOf(documentId)?.checkedOut?.name ?? [],
    ])
    return untrackedAmong(entriesOf(this.#disk), new Set(known.flat()))
  }

  /** Notes that an outside save became a version, or a new file a document. Throws DiskTrouble. */
  noteSaved(documentId: string, checkedOut: CheckedOutFile): void {
    this.#notes.done([{ documentId, checkedOut }])
  }

  /** Returns null if missing. Throws DiskTrouble. */
  hashOf(name: string): string | null {
    return fileHash(this.#disk, this.#digest, name)
  }

  #planned({ documentId, view }: WantedFile): FileChange | CheckoutOutcome {
    this.#finishBegun(documentId)
    const before = this.#notes.checkedOut(documentId)
    if (!view) return this.#withdrawal(documentId, before)
    const { name, hash, versionDots: dots } = view
    const change = { documentId, view, before, checkedOut: { name, hash, dots } }
    if (before?.hash === hash && before.name === name)
      return sameDots(before.dots, dots) ? 'as-it-is' : { ...change, step: 'note' }
    // Names from other copies were not checked here before.
    if (leavesWorkingFolder(name)) return 'name'
    if (!this.#isUntouched(before)) return 'save'
    const step = this.#stepFor(view, before)
    return step === 'save' || step === 'content' ? step : { ...change, step }
  }

  // Leaves a file that was edited outside: its save follows.
  #withdrawal(documentId: string, before: CheckedOutFile | null): FileChange | CheckoutOutcome {
    if (!before) return 'as-it-is'
    if (!this.#isUntouched(before)) return 'save'
    return { documentId, view: null, before, checkedOut: null, step: 'write' }
  }

  #stepFor(view: DocumentView, before: CheckedOutFile | null): FileStep | 'save' | 'content' {
    const isHere = this.#contents.has(view)
    if (before?.name !== view.name && this.#disk.kindOf(view.name)) {
      if (this.#isVersion(view)) return 'write-no-bytes'
      return isHere ? 'save' : 'content'
    }
    return isHere ? 'write' : 'content'
  }

  #carryOut({ step, view, before, checkedOut }: FileChange): boolean {
    if (step === 'note') return true
    if (step === 'write' && view && !this.#contents.copyTo(view, view.name)) return false
    if (before && before.name !== checkedOut?.name) this.#disk.remove(before.name)
    return true
  }

  // Also finishes checkouts that a crash or a full disk interrupted earlier.
  #finishBegun(documentId: string): void {
    const begun = this.#notes.begunOf(documentId)
    if (!begun) return
    const before = this.#notes.checkedOut(documentId)
    const { checkedOut } = begun
    if (!(checkedOut ? this.#wasCheckedOut(checkedOut, before) : before && this.#isMissing(documentId))) {
      this.#notes.forget(documentId)
      return
    }
    if (checkedOut && before && before.name !== checkedOut.name && this.#isFile(before))
      this.#disk.remove(before.name)
    this.#notes.done([begun])
  }

  // If no file lay there before, one that exists now is the checkout, or an edit of it.
  #wasCheckedOut(checkedOut: CheckedOutFile, before: CheckedOutFile | null): boolean {
    return this.#isFile(checkedOut) || (!before && this.#disk.kindOf(checkedOut.name) === 'file')
  }

  #isFile({ name, hash }: CheckedOutFile): boolean {
    return this.hashOf(name) === hash
  }

  #isVersion({ name, hash, sizeBytes }: DocumentView): boolean {
    return this.#disk.sizeBytes(name) === sizeBytes && this.hashOf(name) === hash
  }

  #isUntouched(before: CheckedOutFile | null): boolean {
    if (!before) return true
    const hash = this.hashOf(before.name)
    // A link or a folder in its place must not be replaced either.
    return hash === null ? this.#disk.kindOf(before.name) === null : hash === before.hash
  }

  #isMissing(documentId: string): boolean {
    const checkedOut = this.#notes.checkedOut(documentId)
    return checkedOut !== null && this.#disk.kindOf(checkedOut.name) === null
  }
}

const sameDots = (a: readonly Dot[], b: readonly Dot[]): boolean =>
  a.map(dotText).join() === b.map(dotText).join()
