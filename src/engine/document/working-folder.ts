import { type Dot, dotText } from '../event/line.ts'
import { fileHash } from '../folder/byte-source.ts'
import type { Contents } from '../folder/contents.ts'
import type { Digest } from '../ports/digest.ts'
import type { Disk } from '../ports/disk.ts'
import type { DocumentView } from './document-view.ts'
import { leavesWorkingFolder } from './import-check.ts'
import { type Laid, LaidFiles } from './laid-files.ts'
import { entriesOf, type Strangers, strangersAmong } from './strangers.ts'

/** A file that somebody saved in the working folder since its version was laid there. */
export interface OutsideSave {
  readonly documentId: string
  readonly name: string
  readonly hash: string
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

/** The folder people open documents in. Each file remembers the version it was made from. */
export class WorkingFolder {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #contents: Contents
  readonly #laid: LaidFiles

  constructor(disk: Disk, digest: Digest, contents: Contents) {
    this.#disk = disk
    this.#digest = digest
    this.#contents = contents
    this.#laid = new LaidFiles(disk)
  }

  /** Whether anything was ever laid for this document, and not taken away since. */
  holds(documentId: string): boolean {
    return this.#laid.get(documentId) !== null
  }

  /** Lays the shown version of a document; what was saved from outside meanwhile is left, and the version waits. */
  lay(document: DocumentView): Laying {
    const before = this.#laid.get(document.documentId)
    if (before?.hash === document.hash && before.name === document.name) {
      if (sameDots(before.dots, document.versionDots)) return 'as-it-is'
    } else {
      // A name comes from whoever wrote it: ours are checked when they are given, a stranger's here.
      if (leavesWorkingFolder(document.name)) return 'name'
      if (!this.#isUntouched(before)) return 'save'
      const laying = this.#place(document, before)
      if (laying !== 'laid') return laying
      if (before && before.name !== document.name) this.#disk.remove(before.name)
    }
    this.#laid.remember(document.documentId, {
      name: document.name,
      hash: document.hash,
      dots: document.versionDots,
    })
    return 'laid'
  }

  /** Takes a deleted document's file away; one that was changed from outside is left, and its save will come. */
  withdraw(documentId: string): Laying {
    const before = this.#laid.get(documentId)
    if (!before) return 'as-it-is'
    if (!this.#isUntouched(before)) return 'save'
    this.#disk.remove(before.name)
    this.#laid.forget(documentId)
    return 'laid'
  }

  /** Lays a document once more whose file somebody removed. */
  layAgain(document: DocumentView): Laying {
    if (this.#isMissing(this.#laid.get(document.documentId))) this.#laid.forget(document.documentId)
    return this.lay(document)
  }

  /** The documents whose files were changed from outside, found by content and not by a clock. */
  outsideSaves(): readonly OutsideSave[] {
    return this.#laid.all().flatMap(([documentId, { name, hash: laidHash, dots }]) => {
      const hash = fileHash(this.#disk, this.#digest, name)
      return hash === null || hash === laidHash ? [] : [{ documentId, name, hash, base: dots }]
    })
  }

  /** The documents whose files are not there any more. A program may be about to put one back, so it decides nothing. */
  missing(): readonly string[] {
    return this.#laid.all().flatMap(([documentId, laid]) => (this.#isMissing(laid) ? [documentId] : []))
  }

  /** What lies there and belongs to no document. */
  strangers(): Strangers {
    return strangersAmong(entriesOf(this.#disk), new Set(this.#laid.all().map(([, { name }]) => name)))
  }

  /** Notes that an outside save was taken on as a version, or a new file as a document. */
  tookOn(documentId: string, laid: Laid): void {
    this.#laid.remember(documentId, laid)
  }

  /** Whether a file there is the document's shown version, as a crash leaves it between laying it and noting that. */
  isShownVersion({ name, hash, sizeBytes }: DocumentView): boolean {
    return this.#disk.sizeBytes(name) === sizeBytes && fileHash(this.#disk, this.#digest, name) === hash
  }

  #place(document: DocumentView, before: Laid | null): Laying {
    const isSameName = before?.name === document.name
    if (!isSameName) {
      if (this.isShownVersion(document)) return 'laid'
      if (this.#disk.kindOf(document.name)) return this.#contents.has(document) ? 'save' : 'content'
    }
    return this.#contents.copyTo(document, document.name) ? 'laid' : 'content'
  }

  #isUntouched(before: Laid | null): boolean {
    if (!before) return true
    const hash = fileHash(this.#disk, this.#digest, before.name)
    // Somebody may have put a link or a folder there: that is not ours to replace either.
    return hash === null ? this.#disk.kindOf(before.name) === null : hash === before.hash
  }

  #isMissing(laid: Laid | null): boolean {
    return laid !== null && this.#disk.kindOf(laid.name) === null
  }
}

const sameDots = (a: readonly Dot[], b: readonly Dot[]): boolean =>
  a.map(dotText).join() === b.map(dotText).join()
