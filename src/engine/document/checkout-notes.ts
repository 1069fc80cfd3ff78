import { type Dot, dotText, parseDot } from '../identifier/index.ts'
import type { Disk } from '../ports/index.ts'
import { paths } from '../storage/folder/index.ts'

/** What lies in the working folder for one document, and which version it was made from. */
export interface CheckedOutFile {
  readonly name: string
  readonly hash: string
  readonly dots: readonly Dot[]
}

/** What is to lie there for a document, or does by now; null where nothing. */
export interface CheckoutNote {
  readonly documentId: string
  readonly checkedOut: CheckedOutFile | null
}

const encoder = new TextEncoder()

/** So many lines beyond four a document, and the list is written anew: mostly they say what is no longer so. */
const spareLines = 64

/** Marks a line that was written before the file was written or taken away. No document has such an id. */
const beginning = '~'

/**
 * What is noted of the files in the working folder: what lies there, and what is just being laid or taken away. A line a
 * change, since rewriting the list at each of them would cost more than the documents do; the last line of a document
 * counts, and one that was cut off is as if it had not been written. When most lines count no more, the list is written anew.
 */
export class CheckoutNotes {
  readonly #disk: Disk
  readonly #checkedOut = new Map<string, CheckedOutFile>()
  readonly #begun = new Map<string, CheckoutNote>()
  /** Whether the file may end in half a line, which must not become the beginning of the next one. */
  #mayEndInHalfLine = true
  #lines = 0

  constructor(disk: Disk) {
    this.#disk = disk
    const text = new TextDecoder().decode(disk.read(paths.working) ?? new Uint8Array(0))
    for (const line of text.split('\n')) {
      this.#take(parseLine(line))
      this.#lines += 1
    }
  }

  checkedOut(documentId: string): CheckedOutFile | null {
    return this.#checkedOut.get(documentId) ?? null
  }

  /** The documents that lie there, and those whose laying was begun and is not known to be done. */
  documents(): readonly string[] {
    return [...new Set([...this.#checkedOut.keys(), ...this.#begun.keys()])]
  }

  /** What was begun for a document and is not known to be done; null where nothing was. */
  begunOf(documentId: string): CheckoutNote | null {
    return this.#begun.get(documentId) ?? null
  }

  /** Durable when it returns, and not before any of the files is touched. */
  begin(notes: readonly CheckoutNote[]): void {
    if (notes.length === 0) return
    this.#shorten()
    this.#write(
      notes.map((note) => [beginning, ...partsOf(note)]),
      true,
    )
    for (const note of notes) this.#begun.set(note.documentId, note)
  }

  /** Known from now on, also where it throws; not flushed, since the files themselves say as much. */
  done(notes: readonly CheckoutNote[]): void {
    if (notes.length === 0) return
    for (const note of notes) this.#isDone(note)
    this.#write(notes.map(partsOf), false)
  }

  /** The file was not touched. */
  forget(documentId: string): void {
    this.#begun.delete(documentId)
  }

  #shorten(): void {
    if (this.#lines <= 4 * (this.#checkedOut.size + this.#begun.size) + spareLines) return
    const files = [...this.#checkedOut].map(([documentId, each]) => partsOf({ documentId, checkedOut: each }))
    const begun = [...this.#begun.values()].map((note) => [beginning, ...partsOf(note)])
    const lines = [...files, ...begun]
    this.#disk.writeWhole(paths.working, encoder.encode(textOf(lines)))
    this.#lines = lines.length
    this.#mayEndInHalfLine = false
  }

  #isDone({ documentId, checkedOut }: CheckoutNote): void {
    this.#begun.delete(documentId)
    if (checkedOut) this.#checkedOut.set(documentId, checkedOut)
    else this.#checkedOut.delete(documentId)
  }

  #take(parts: readonly string[]): void {
    const isBegun = parts[0] === beginning
    const [documentId, name, hash, ...dots] = isBegun ? parts.slice(1) : parts
    if (documentId === undefined) return
    const isThere = name !== undefined && hash !== undefined
    const checkedOut = isThere ? { name, hash, dots: dots.flatMap((text) => parseDot(text) ?? []) } : null
    if (isBegun) this.#begun.set(documentId, { documentId, checkedOut })
    else this.#isDone({ documentId, checkedOut })
  }

  #write(lines: readonly (readonly string[])[], isFlushed: boolean): void {
    const start = this.#mayEndInHalfLine ? '\n' : ''
    const file = this.#disk.openAppend(paths.working)
    try {
      this.#mayEndInHalfLine = true
      file.append(encoder.encode(start + textOf(lines)))
      this.#lines += lines.length
      if (isFlushed) file.sync()
      this.#mayEndInHalfLine = false
    } finally {
      file.close()
    }
  }
}

const textOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((parts) => `${JSON.stringify(parts)}\n`).join('')

const partsOf = ({ documentId, checkedOut }: CheckoutNote): readonly string[] =>
  checkedOut ? [documentId, checkedOut.name, checkedOut.hash, ...checkedOut.dots.map(dotText)] : [documentId]

const parseLine = (line: string): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(line)
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : []
  } catch {
    return []
  }
}
