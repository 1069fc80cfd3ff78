import { parseDot, type Dot, dotText } from '../event/line.ts'
import type { Contents } from '../folder/contents.ts'
import { paths } from '../folder/layout.ts'
import type { Digest } from '../ports/digest.ts'
import type { Disk } from '../ports/disk.ts'
import type { DocumentView } from './document-view.ts'
import { leavesWorkingFolder } from './import-check.ts'

const encoder = new TextEncoder()

/** What lies in the working folder for one document, and which version it was made from. */
interface Laid {
  readonly name: string
  readonly hash: string
  readonly dots: readonly Dot[]
}

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

/** The folder people open documents in. Each file remembers the version it was made from. */
export class WorkingFolder {
  readonly #disk: Disk
  readonly #digest: Digest
  readonly #contents: Contents
  readonly #laid = new Map<string, Laid>()

  constructor(disk: Disk, digest: Digest, contents: Contents) {
    this.#disk = disk
    this.#digest = digest
    this.#contents = contents
    for (const [documentId, laid] of readLaid(disk.read(paths.working))) this.#laid.set(documentId, laid)
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
      const bytes = this.#contents.get(document.hash)
      if (!bytes) return 'content'
      if (before?.name === document.name || !this.#holds(document)) {
        if (before?.name !== document.name && this.#disk.kindOf(document.name)) return 'save'
        this.#disk.writeWhole(document.name, bytes)
      }
      if (before && before.name !== document.name) this.#disk.remove(before.name)
    }
    this.#remember(document.documentId, {
      name: document.name,
      hash: document.hash,
      dots: document.versionDots,
    })
    return 'laid'
  }

  /** The documents whose files were changed from outside, found by content and not by a clock. */
  outsideSaves(): readonly OutsideSave[] {
    return [...this.#laid].flatMap(([documentId, laid]) => {
      const bytes = this.#disk.read(laid.name)
      if (!bytes || this.#digest.sha256Hex(bytes) === laid.hash) return []
      return [{ documentId, bytes, base: laid.dots }]
    })
  }

  /** Notes that an outside save was taken on as a version. */
  tookOn(document: DocumentView, hash: string, dots: readonly Dot[]): void {
    const name = this.#laid.get(document.documentId)?.name ?? document.name
    this.#remember(document.documentId, { name, hash, dots })
  }

  // As a crash leaves it that came between laying a file and noting it.
  #holds(document: DocumentView): boolean {
    if (this.#disk.sizeBytes(document.name) !== document.sizeBytes) return false
    const bytes = this.#disk.read(document.name)
    return bytes !== null && this.#digest.sha256Hex(bytes) === document.hash
  }

  #isUntouched(before: Laid | undefined): boolean {
    if (!before) return true
    const bytes = this.#disk.read(before.name)
    // Somebody may have put a link or a folder there: that is not ours to replace either.
    if (!bytes) return this.#disk.kindOf(before.name) === null
    return this.#digest.sha256Hex(bytes) === before.hash
  }

  // A line a change, since rewriting the list at each of them would cost more than the documents do.
  #remember(documentId: string, laid: Laid): void {
    this.#laid.set(documentId, laid)
    const line = JSON.stringify([documentId, laid.name, laid.hash, ...laid.dots.map(dotText)])
    const file = this.#disk.openAppend(paths.working)
    file.append(encoder.encode(`${line}\n`))
    file.close()
  }
}

const sameDots = (a: readonly Dot[], b: readonly Dot[]): boolean =>
  a.map(dotText).join() === b.map(dotText).join()

// The last line of a document counts; a line that was cut off is as if it had not been written.
const readLaid = (bytes: Uint8Array | null): [string, Laid][] =>
  new TextDecoder()
    .decode(bytes ?? new Uint8Array(0))
    .split('\n')
    .flatMap((line) => {
      const parts = parseLine(line)
      if (!parts) return []
      const [documentId, name, hash, ...dots] = parts
      if (documentId === undefined || name === undefined || hash === undefined) return []
      return [
        [documentId, { name, hash, dots: dots.flatMap((text) => parseDot(text) ?? []) }] satisfies [
          string,
          Laid,
        ],
      ]
    })

const parseLine = (line: string): string[] | null => {
  try {
    const parts: unknown = JSON.parse(line)
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null
  } catch {
    return null
  }
}
