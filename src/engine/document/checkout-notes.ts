import { type Dot, dotText, parseDot } from '../identifier/index.ts'
import type { Disk } from '../ports/index.ts'
import { paths } from '../storage/folder/index.ts'

export interface CheckedOutFile {
  readonly name: string
  readonly hash: string
  readonly dots: readonly Dot[]
}

/** A document's file, present or about to be; null for none. */
export interface CheckoutNote {
  readonly documentId: string
  readonly checkedOut: CheckedOutFile | null
}

const encoder = new TextEncoder()

/** Rewrites the list when it has this many lines beyond four a document: most are then outdated. */
const spareLines = 64

/** Marks a line written before its file is. No document has this id. */
const beginning = '~'

/**
 * Notes on files in the working folder, present or in progress. Appends one line per change, since
 * rewriting the list would cost more than the documents. A document's last line counts, and a torn line is
 * ignored.
 */
export class CheckoutNotes {
  readonly #disk: Disk
  readonly #checkedOut = new Map<string, CheckedOutFile>()
  readonly #begun = new Map<string, CheckoutNote>()
  /** Starts a fresh line after a file that may end in a torn one. */
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

  /** Includes documents whose checkout began. */
  documents(): readonly string[] {
    return [...new Set([...this.#checkedOut.keys(), ...this.#begun.keys()])]
  }

  begunOf(documentId: string): CheckoutNote | null {
    return this.#begun.get(documentId) ?? null
  }

  /** Durable on return, so callers may touch the files afterwards. */
  begin(notes: readonly CheckoutNote[]): void {
    if (notes.length === 0) return
    this.#shorten()
    this.#write(
      notes.map((note) => [beginning, ...partsOf(note)]),
      true,
    )
    for (const note of notes) this.#begun.set(note.documentId, note)
  }

  /** Takes effect even if it throws. Does not flush, since the files carry the same facts. */
  done(notes: readonly CheckoutNote[]): void {
    if (notes.length === 0) return
    for (const note of notes) this.#isDone(note)
    this.#write(notes.map(partsOf), false)
  }

  /** Withdraws a note whose file was not touched. */
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
