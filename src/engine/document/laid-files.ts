import { type Dot, dotText, parseDot } from '../event/line.ts'
import { paths } from '../folder/layout.ts'
import type { Disk } from '../ports/disk.ts'

const encoder = new TextEncoder()

/** What lies in the working folder for one document, and which version it was made from. */
export interface Laid {
  readonly name: string
  readonly hash: string
  readonly dots: readonly Dot[]
}

/** The note of what was laid into the working folder: local to this copy, and kept across restarts. */
export class LaidFiles {
  readonly #disk: Disk
  readonly #laid = new Map<string, Laid>()

  constructor(disk: Disk) {
    this.#disk = disk
    for (const [documentId, laid] of readLaid(disk.read(paths.working))) {
      if (laid) this.#laid.set(documentId, laid)
      else this.#laid.delete(documentId)
    }
  }

  get(documentId: string): Laid | null {
    return this.#laid.get(documentId) ?? null
  }

  /** In the order in which they were first laid. */
  all(): readonly (readonly [string, Laid])[] {
    return [...this.#laid]
  }

  // A line a change, since rewriting the list at each of them would cost more than the documents do.
  remember(documentId: string, laid: Laid): void {
    this.#laid.set(documentId, laid)
    this.#append([documentId, laid.name, laid.hash, ...laid.dots.map(dotText)])
  }

  /** Nothing lies there for this document any more. */
  forget(documentId: string): void {
    if (this.#laid.delete(documentId)) this.#append([documentId])
  }

  #append(parts: readonly string[]): void {
    const file = this.#disk.openAppend(paths.working)
    file.append(encoder.encode(`${JSON.stringify(parts)}\n`))
    file.close()
  }
}

// The last line of a document counts; a line that was cut off is as if it had not been written.
const readLaid = (bytes: Uint8Array | null): readonly (readonly [string, Laid | null])[] =>
  new TextDecoder()
    .decode(bytes ?? new Uint8Array(0))
    .split('\n')
    .flatMap((line): readonly (readonly [string, Laid | null])[] => {
      const [documentId, name, hash, ...dots] = parseLine(line) ?? []
      if (documentId === undefined) return []
      if (name === undefined || hash === undefined) return [[documentId, null]]
      return [[documentId, { name, hash, dots: dots.flatMap((text) => parseDot(text) ?? []) }]]
    })

const parseLine = (line: string): string[] | null => {
  try {
    const parts: unknown = JSON.parse(line)
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null
  } catch {
    return null
  }
}
