import { parseDot, type Dot, dotText } from '../event/line.ts'
import { paths } from '../folder/layout.ts'
import type { Disk } from '../ports/disk.ts'

/** What lies in the working folder for one document, and which version it was made from. */
export interface Laid {
  readonly name: string
  readonly hash: string
  readonly dots: readonly Dot[]
}

const encoder = new TextEncoder()

/** Marks a line that was written before its file was. No document has such an id. */
const beginning = '~'

/**
 * What is noted of the files in the working folder: what lies there, and what is just being laid. A line a change, since
 * rewriting the list at each of them would cost more than the documents do; the last line of a document counts, and one
 * that was cut off is as if it had not been written.
 */
export class LaidNotes {
  readonly #disk: Disk
  readonly #laid = new Map<string, Laid>()
  readonly #begun = new Map<string, Laid>()
  /** Whether the file may end in half a line, which must not become the beginning of the next one. */
  #mayEndInHalfLine = true

  constructor(disk: Disk) {
    this.#disk = disk
    const text = new TextDecoder().decode(disk.read(paths.working) ?? new Uint8Array(0))
    for (const line of text.split('\n')) this.#take(parseLine(line))
  }

  laid(documentId: string): Laid | null {
    return this.#laid.get(documentId) ?? null
  }

  /** The documents that lie there, and those whose laying was begun and is not known to be done. */
  documents(): readonly string[] {
    return [...new Set([...this.#laid.keys(), ...this.#begun.keys()])]
  }

  begunOf(documentId: string): Laid | null {
    return this.#begun.get(documentId) ?? null
  }

  /** Durable when it returns, and not before the file is written. */
  begin(documentId: string, laid: Laid): void {
    this.#write([beginning, ...partsOf(documentId, laid)], true)
    this.#begun.set(documentId, laid)
  }

  /** Known from now on, also where it throws; not flushed, since the file itself says as much. */
  done(documentId: string, laid: Laid): void {
    this.#begun.delete(documentId)
    this.#laid.set(documentId, laid)
    this.#write(partsOf(documentId, laid), false)
  }

  /** The file was not written. */
  forget(documentId: string): void {
    this.#begun.delete(documentId)
  }

  #take(parts: readonly string[]): void {
    const isBegun = parts[0] === beginning
    const [documentId, name, hash, ...dots] = isBegun ? parts.slice(1) : parts
    if (documentId === undefined || name === undefined || hash === undefined) return
    const laid = { name, hash, dots: dots.flatMap((text) => parseDot(text) ?? []) }
    if (!isBegun) this.#laid.set(documentId, laid)
    if (isBegun) this.#begun.set(documentId, laid)
    else this.#begun.delete(documentId)
  }

  #write(parts: readonly string[], isFlushed: boolean): void {
    const start = this.#mayEndInHalfLine ? '\n' : ''
    const file = this.#disk.openAppend(paths.working)
    try {
      this.#mayEndInHalfLine = true
      file.append(encoder.encode(`${start}${JSON.stringify(parts)}\n`))
      if (isFlushed) file.sync()
      this.#mayEndInHalfLine = false
    } finally {
      file.close()
    }
  }
}

const partsOf = (documentId: string, { name, hash, dots }: Laid): readonly string[] => [
  documentId,
  name,
  hash,
  ...dots.map(dotText),
]

const parseLine = (line: string): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(line)
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : []
  } catch {
    return []
  }
}
