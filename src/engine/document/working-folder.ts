import { type Dot, dotText } from '../event/line.ts'
import type { Contents } from '../folder/contents.ts'
import type { Digest } from '../ports/digest.ts'
import type { Disk } from '../ports/disk.ts'
import type { DocumentView } from './document-view.ts'
import { leavesWorkingFolder } from './import-check.ts'
import { type Laid, LaidNotes } from './laid-notes.ts'

/** A file that somebody saved in the working folder since its version was laid there. */
export interface OutsideSave {
  readonly documentId: string
  readonly bytes: Uint8Array
  /** The version it was opened from: what the save supersedes, whatever has arrived meanwhile. */
  readonly base: readonly Dot[]
}

/** What came of laying a version into the working folder. */
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

/** The folder people open documents in. Each file remembers the version it was made from. */
export class WorkingFolder {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #contents: Contents
  readonly #notes: LaidNotes

  constructor(disk: Disk, digest: Digest, contents: Contents) {
    this.#disk = disk
    this.#digest = digest
    this.#contents = contents
    this.#notes = new LaidNotes(disk)
  }

  /**
   * Lays the shown version of a document; what was saved from outside meanwhile is left, and the version waits. Throws
   * DiskTrouble, and then may be asked again.
   */
  lay(document: DocumentView): Laying {
    const { documentId, name, hash, versionDots: dots } = document
    this.#finishLaying(documentId)
    const before = this.#notes.laid(documentId)
    const fresh: Laid = { name, hash, dots }
    if (before?.hash === hash && before.name === name) {
      if (sameDots(before.dots, dots)) return 'as-it-is'
      this.#notes.done(documentId, fresh)
      return 'laid'
    }
    // A name comes from whoever wrote it: ours are checked when they are given, a stranger's here.
    if (leavesWorkingFolder(name)) return 'name'
    if (!this.#isUntouched(before)) return 'save'
    const bytes = this.#contents.get(hash)
    if (!bytes) return 'content'
    if (before?.name !== name && this.#disk.kindOf(name) && !this.#isFile(fresh)) return 'save'
    // Noted before it is done: what a crash leaves in between must not look like somebody's save.
    this.#notes.begin(documentId, fresh)
    this.#disk.writeWhole(name, bytes)
    this.#finish(documentId, before, fresh)
    return 'laid'
  }

  /** The documents that lie here, or were about to. */
  laidDocuments(): readonly string[] {
    return this.#notes.documents()
  }

  /** What somebody saved over a document since it was laid, found by content and not by a clock; null where nothing. */
  outsideSave(documentId: string): OutsideSave | null {
    this.#finishLaying(documentId)
    const laid = this.#notes.laid(documentId)
    const bytes = laid && this.#disk.read(laid.name)
    if (!bytes || this.#digest.sha256Hex(bytes) === laid.hash) return null
    return { documentId, bytes, base: laid.dots }
  }

  /** Notes that an outside save was taken on as a version. */
  tookOn(document: DocumentView, hash: string, dots: readonly Dot[]): void {
    const name = this.#notes.laid(document.documentId)?.name ?? document.name
    this.#notes.done(document.documentId, { name, hash, dots })
  }

  // Also what a crash or a full disk cut off, in this run of the program or an earlier one.
  #finishLaying(documentId: string): void {
    const begun = this.#notes.begunOf(documentId)
    if (!begun) return
    const before = this.#notes.laid(documentId)
    // Where nothing lay before, a file that is there now is what was laid, or what somebody made of it.
    const isLaid = this.#isFile(begun) || (!before && this.#disk.kindOf(begun.name) === 'file')
    if (!isLaid) {
      this.#notes.forget(documentId)
      return
    }
    this.#finish(documentId, before && this.#isFile(before) ? before : null, begun)
  }

  #finish(documentId: string, before: Laid | null, fresh: Laid): void {
    if (before && before.name !== fresh.name) this.#disk.remove(before.name)
    this.#notes.done(documentId, fresh)
  }

  #isFile({ name, hash }: Laid): boolean {
    const bytes = this.#disk.read(name)
    return bytes !== null && this.#digest.sha256Hex(bytes) === hash
  }

  #isUntouched(before: Laid | null): boolean {
    if (!before) return true
    const bytes = this.#disk.read(before.name)
    // Somebody may have put a link or a folder there: that is not ours to replace either.
    if (!bytes) return this.#disk.kindOf(before.name) === null
    return this.#digest.sha256Hex(bytes) === before.hash
  }
}

const sameDots = (a: readonly Dot[], b: readonly Dot[]): boolean =>
  a.map(dotText).join() === b.map(dotText).join()
