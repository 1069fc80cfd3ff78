import type { LogId } from '../identifier/index.ts'

const slots = 4096
const fewSlots = 512
// Copying these is faster than filling new tables.
const emptyTexts: readonly string[] = Array.from<string>({ length: slots }).fill('')
const emptyEntries: readonly null[] = Array.from<null>({ length: fewSlots }).fill(null)

/**
 * Interns texts that recur in events. Looks them up by their bytes, so reading most events makes no string.
 * A slot is only a cache.
 */
export class Names {
  readonly #texts = emptyTexts.slice()
  readonly #logIds: (LogId | null)[] = emptyEntries.slice()
  readonly #logIdWords = new Int32Array(2 * fewSlots)
  readonly #starts: (string | null)[] = emptyEntries.slice()
  readonly #startWords = new Int32Array(fewSlots)

  /** Returns null if the bytes are not plain ASCII. */
  text(bytes: Uint8Array, at: number, end: number): string | null {
    let mixed = end - at
    let bits = 0
    for (let index = at; index < end; index += 1) {
      const byte = bytes[index] as number
      bits |= byte
      mixed = (Math.imul(mixed, 31) + byte) | 0
    }
    if (bits > 0x7f) return null
    const slot = (mixed ^ (mixed >>> 11)) & (slots - 1)
    const known = this.#texts[slot] as string
    if (isSame(known, bytes, at, end)) return known
    return (this.#texts[slot] = plainText(bytes, at, end))
  }

  logId(bytes: Uint8Array, at: number): LogId {
    const high = wordAt(bytes, at)
    const low = wordAt(bytes, at + 4)
    const slot = (high ^ (high >>> 16) ^ low) & (fewSlots - 1)
    const known = this.#logIds[slot]
    if (known && this.#logIdWords[2 * slot] === high && this.#logIdWords[2 * slot + 1] === low) return known
    const log = bytes.subarray(at, at + 8).toHex() as LogId
    this.#logIds[slot] = log
    this.#logIdWords[2 * slot] = high
    this.#logIdWords[2 * slot + 1] = low
    return log
  }

  /** The start of a hash that many events mention. */
  hashStart(bytes: Uint8Array, at: number): string {
    const word = wordAt(bytes, at)
    const slot = (word ^ (word >>> 16)) & (fewSlots - 1)
    const known = this.#starts[slot]
    if (known && this.#startWords[slot] === word) return known
    const start = bytes.subarray(at, at + 4).toHex()
    this.#starts[slot] = start
    this.#startWords[slot] = word
    return start
  }
}

const isSame = (known: string, bytes: Uint8Array, at: number, end: number): boolean => {
  if (known.length !== end - at) return false
  for (let index = at; index < end; index += 1) {
    if (known.charCodeAt(index - at) !== bytes[index]) return false
  }
  return true
}

/** For short ASCII texts, beats the decoder. */
export const plainText = (bytes: Uint8Array, at: number, end: number): string => {
  let text = ''
  for (let index = at; index < end; index += 1) text += String.fromCharCode(bytes[index] as number)
  return text
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)
